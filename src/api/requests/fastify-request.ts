import type { FastifyRequest } from 'fastify';
import type { User } from '../../users/users.js';
import type { Fault } from '../../errors/auth-error.js';
import type { ServerSpan } from '../../tracing/server-span.js';
import { traceIdIn } from '../../tracing/tracer.js';

/** What is found out about a request on its way, for the steps after. */
declare module 'fastify' {
  interface FastifyRequest {
    /** Left by the guard that checked the credentials. */
    user?: User;
    /** Whose request it is, once a token or a login has shown it; for the log. */
    subject?: Subject;
    /** Id of the service account whose request it is, likewise. */
    callingService?: string;
    /** The fault that the request was answered with. */
    fault?: Fault;
    /** Where requests are traced. */
    span?: ServerSpan;
  }
}

/** The path as it was sent, without the query, which may hold what people should not put there. */
export function requestPath(request: Pick<FastifyRequest, 'url'>): string {
  const end = request.url.search(/[?#;]/);
  return end === -1 ? request.url : request.url.slice(0, end);
}

/**
 * The path of the route, however the request spelled it: `/log%69n` is `/login` to the router. As
 * sent where there is no route.
 */
export function routedPath(request: FastifyRequest): string {
  const route = request.is404 ? undefined : request.routeOptions.url;
  return route ?? requestPath(request);
}

/**
 * The token of `Authorization: Bearer` (RFC 6750 §2.1); empty when the scheme stands alone,
 * undefined when the header is absent or names another scheme.
 */
export function bearerToken(request: FastifyRequest): string | undefined {
  const credentials = (request.headers.authorization ?? '').trim();
  const end = credentials.search(/\s/);
  const scheme = end === -1 ? credentials : credentials.slice(0, end);
  if (scheme.toLowerCase() !== 'bearer') return undefined;
  return end === -1 ? '' : credentials.slice(end).trimStart();
}

export interface Subject {
  readonly userId: string;
  readonly sessionId: string;
}

export function noteSubject(request: FastifyRequest, subject: Subject): void {
  request.subject = subject;
}

/** Notes whose token it is that came with a request. */
export function noteBearer(
  request: FastifyRequest,
  { uid, sid }: { readonly uid: string; readonly sid: string },
): void {
  noteSubject(request, { userId: uid, sessionId: sid });
}

export function noteService(request: FastifyRequest, clientId: string): void {
  request.callingService = clientId;
}

/** The trace that a request belongs to: its span's, else the one that its caller names. */
export const traceIdOf = (request: FastifyRequest): string | undefined =>
  request.span?.traceId ?? traceIdIn(request.headers.traceparent);
