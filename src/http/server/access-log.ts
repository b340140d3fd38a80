import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from '../../metrics/metrics.js';
import type { ContractRegistry } from '../contracts/contract-registry.js';
import { ROUTES } from '../contracts/routes.js';
import { clientAddress } from '../requests/client-address.js';
import { requestPath } from '../requests/request-path.js';

/** The routes that hand out tokens, for the count of how often that works. */
const ISSUING: ReadonlySet<string> = new Set([
  ROUTES.register,
  ROUTES.token,
  ROUTES.login,
  ROUTES.refresh,
  ROUTES.refreshToken,
  ROUTES.flagLogin,
  ROUTES.flagRefreshToken,
]);

/** Somebody was kept out; attacks show as many of these. */
const REFUSED: ReadonlySet<number> = new Set([401, 403, 429]);

function levelOf(status: number): 'info' | 'warn' | 'error' {
  if (status >= 500) return 'error';
  return REFUSED.has(status) ? 'warn' : 'info';
}

/** One line and one count a request: what was asked, how it ended, never what it carried. */
export function observeRequests(
  server: FastifyInstance,
  contracts: ContractRegistry,
  metrics: Metrics,
): void {
  server.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const contract = request.spokenContract ?? contracts.find(request)?.name ?? null;
    const route = request.is404 ? null : (request.routeOptions.url ?? null);
    const { method, faultCode: fault } = request;
    const address = clientAddress(request);
    const status = reply.statusCode;
    const milliseconds = Math.round(reply.elapsedTime * 100) / 100;
    request.log[levelOf(status)](
      { method, path: requestPath(request), status, milliseconds, contract, address, fault },
      'request',
    );
    metrics.requestFinished({ method, route, contract, status, seconds: reply.elapsedTime / 1000 });
    if (route !== null && ISSUING.has(route)) {
      metrics.tokensGenerated(contract ?? 'none', status < 400 ? 'success' : 'failure');
    }
    done();
  });
}
