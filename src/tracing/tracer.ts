import { isSpanContextValid, trace, type Tracer } from '@opentelemetry/api';
import { VERSION } from '../config/version.js';

let found: Tracer | null = null;

/**
 * Looks for an SDK, ours or one that was loaded ahead of the server. Without one, spans would be
 * made for nothing: then nothing asks for any.
 */
export function findTracer(): boolean {
  const tracer = trace.getTracer('portcullis', VERSION);
  // It is never ended, and so never exported.
  const probe = tracer.startSpan('probe', { root: true });
  found = isSpanContextValid(probe.spanContext()) ? tracer : null;
  return found !== null;
}

/** Null while there is no SDK. */
export const tracer = (): Tracer | null => found;
