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

/** W3C Trace Context §3.2; versions after 00 may add members behind the flags. */
const TRACEPARENT =
  /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:$|-)/;

/** The trace that a caller names; undefined for anything else than what the standard allows. */
export function traceIdIn(traceparent: unknown): string | undefined {
  return typeof traceparent === 'string' ? TRACEPARENT.exec(traceparent)?.[1] : undefined;
}

/** For a line of the log: the span under way, where there is one. */
export function activeTrace(): { readonly trace_id?: string; readonly span_id?: string } {
  const active = trace.getActiveSpan()?.spanContext();
  if (active === undefined || !isSpanContextValid(active)) return {};
  return { trace_id: active.traceId, span_id: active.spanId };
}
