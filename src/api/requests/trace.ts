import type { FastifyRequest } from 'fastify';
import type { ServerSpan } from '../../tracing/server-span.js';
import { traceIdIn } from '../../tracing/trace-ids.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Where requests are traced. */
    span?: ServerSpan;
  }
}

/** The trace that a request belongs to: its span's, else the one that its caller names. */
export const traceIdOf = (request: FastifyRequest): string | undefined =>
  request.span?.traceId ?? traceIdIn(request.headers.traceparent);
