import { context, diag, DiagLogLevel, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { Logger } from '@nestjs/common';
import type { TracingSettings } from '../config/tracing-settings.js';
import { VERSION } from '../config/version.js';

/** Milliseconds for what is left to be sent when the server leaves, which is killed at 10 s. */
const FAREWELL = 1000;

/** The environment may give other names and more attributes. */
const resource = () =>
  resourceFromAttributes({ 'service.name': 'portcullis', 'service.version': VERSION }).merge(
    detectResources({ detectors: [envDetector] }),
  );

function tellFailures(): void {
  const log = new Logger('Tracing');
  const tell = (message: string): void => {
    log.warn(message);
  };
  const nothing = (): void => undefined;
  diag.setLogger(
    { error: tell, warn: tell, info: nothing, debug: nothing, verbose: nothing },
    DiagLogLevel.WARN,
  );
}

/**
 * Sends spans to a collector from now on, in batches, beside the requests.
 * @returns sends what is left; never rejects, and never takes long
 */
export function exportSpans(endpoint: string, settings: TracingSettings): () => Promise<void> {
  tellFailures();
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  const provider = new TracerProvider({
    resource: resource(),
    sampler: new ParentBasedSampler({
      root: new TraceIdRatioBasedSampler(settings.otelTracesSamplerArg),
    }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  return async () => {
    const late = new Promise<void>((resolve) => setTimeout(resolve, FAREWELL).unref());
    await Promise.race([provider.shutdown().catch(() => undefined), late]);
  };
}
