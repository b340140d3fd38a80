import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { User } from '../../users/users.js';
import type { Fault } from '../../errors/auth-error.js';
import type { ServerSpan } from '../../tracing/server-span.js';
import { traceIdIn } from '../../tracing/tracer.js';
import type { EventOrigin } from '../../audit/event-origin.js';
import { familyOf, networkList } from '../../config/networks.js';

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

/** A port behind the address, as some proxies write it. */
const WITH_PORT = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/;

function addressIn(text: string): string | undefined {
  if (isIP(text) !== 0) return text;
  const bare = text.trim().replace(/^"(.*)"$/, '$1');
  if (isIP(bare) !== 0) return bare;
  const [, bracketed, plain] = WITH_PORT.exec(bare) ?? [];
  const address = bracketed ?? plain ?? '';
  return isIP(address) === 0 ? undefined : address;
}

/**
 * Whether a hop of `X-Forwarded-For` is one of the networks, whatever port stands behind it; an
 * IPv4 address in IPv6 notation counts as the IPv4 address (RFC 4291 §2.5.5.2).
 */
export function trustedProxies(networks: readonly string[]): (hop: string) => boolean {
  const trusted = networkList(networks);
  return (hop) => {
    const address = addressIn(hop);
    if (address === undefined) return false;
    return trusted.check(address, familyOf(address));
  };
}

/**
 * Who is calling: told by the proxies of `TRUST_PROXY`, otherwise by the connection. What a proxy
 * passes on that is no address counts for nothing.
 */
export const clientAddress = (request: FastifyRequest): string =>
  addressIn(request.ip) ?? request.socket.remoteAddress ?? 'unknown';

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

/** The trace that a request belongs to: its span's, else the one that its caller names. */
export const traceIdOf = (request: FastifyRequest): string | undefined =>
  request.span?.traceId ?? traceIdIn(request.headers.traceparent);

export const eventOrigin = (request: FastifyRequest): EventOrigin => {
  const traceId = traceIdOf(request);
  return { ...originOf(request), ...(traceId === undefined ? {} : { traceId }) };
};

const originOf = (request: FastifyRequest): EventOrigin => ({
  requestId: request.id,
  address: clientAddress(request),
  userAgent: request.headers['user-agent'] ?? null,
});

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
