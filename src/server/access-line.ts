import type { FastifyReply, FastifyRequest } from 'fastify';
import { clientAddress, requestPath, traceIdOf } from '../api/requests/fastify-request.js';
import { ROUTES } from '../api/requests/routes.js';
import type { Fault } from '../errors/auth-error.js';

export type AccessLevel = 'debug' | 'info' | 'warn' | 'error';

/** Refused requests; attacks show as many of these. */
const REFUSED: ReadonlySet<number> = new Set([401, 403, 429]);
const PROBES = '/health/';

/** Frontends ask `/me` to learn whether a person is logged in. */
const asksWhetherLoggedIn = (route: string | null, fault: Fault | undefined): boolean =>
  route === ROUTES.me && fault?.code === 'INVALID_TOKEN' && fault.token === 'missing';

/** Probes come every few seconds, and what they find is told once, when it changes. */
export function accessLevel(
  route: string | null,
  status: number,
  fault: Fault | undefined,
): AccessLevel {
  if (route?.startsWith(PROBES) === true || asksWhetherLoggedIn(route, fault)) return 'debug';
  if (status >= 500) return 'error';
  return REFUSED.has(status) ? 'warn' : 'info';
}

/** What a 429 tells the operator: which limit, and at which account, by its digest. */
function throttling(fault: Fault | undefined): object {
  if (fault?.code !== 'TOO_MANY_REQUESTS') return {};
  const { limit, account } = fault;
  return { limit, account };
}

/** What was asked, by whom, and how it ended; never what it carried. Undefined members are left out. */
export function accessLine(
  request: FastifyRequest,
  reply: FastifyReply,
  contract: string | null,
): object {
  return {
    method: request.method,
    path: requestPath(request),
    status: reply.statusCode,
    milliseconds: Math.round(reply.elapsedTime * 100) / 100,
    contract,
    address: clientAddress(request),
    user: request.subject?.userId ?? request.user?.id,
    session: request.subject?.sessionId,
    client: request.callingService,
    fault: request.fault?.code,
    trace_id: traceIdOf(request),
    ...throttling(request.fault),
  };
}
