import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answerOutcome, type Metrics } from '../metrics/metrics.js';
import type { ContractRegistry } from '../api/contracts/contract-registry.js';
import { ROUTES } from '../api/requests/routes.js';
import { accessLevel, accessLine } from './access-line.js';

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

/** One line and one count a request: what was asked, how it ended, never what it carried. */
export function observeRequests(
  server: FastifyInstance,
  contracts: ContractRegistry,
  metrics: Metrics,
): void {
  metrics.expectContracts(contracts.contracts.map(({ name }) => name));
  server.addHook('onResponse', (request: FastifyRequest, reply: FastifyReply, done) => {
    const contract = contracts.find(request)?.name ?? null;
    const route = request.is404 ? null : (request.routeOptions.url ?? null);
    const { method, fault } = request;
    const status = reply.statusCode;
    const level = accessLevel(route, status, fault);
    request.log[level](accessLine(request, reply, contract), 'request');
    metrics.requestFinished({ method, route, contract, status, seconds: reply.elapsedTime / 1000 });
    if (route !== null && ISSUING.has(route)) {
      metrics.tokensRequested(contract ?? 'none', answerOutcome(status));
    }
    done();
  });
}
