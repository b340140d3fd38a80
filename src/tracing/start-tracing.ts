import type { AppConfig } from '../config/app-config.js';
import { findTracer } from './tracer.js';

/**
 * Has requests traced where a collector is named, or where an SDK was loaded ahead of the server.
 * Elsewhere the SDK is not even loaded.
 * @returns to be called when the server leaves
 */
export async function startTracing({ tracing }: AppConfig): Promise<() => Promise<void>> {
  const { otelExporterOtlpEndpoint: endpoint } = tracing;
  let leave = (): Promise<void> => Promise.resolve();
  if (endpoint !== null) {
    const { exportSpans } = await import('./export-spans.js');
    leave = exportSpans(endpoint, tracing);
  }
  findTracer();
  return leave;
}
