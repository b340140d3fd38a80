import type { FastifyRequest } from 'fastify';
import { requestPath } from '../requests/request-path.js';

/** All that the choice of a contract may depend on. */
export interface ContractRequest {
  readonly method: string;
  /** Of the route, however the request spelled it; as sent where there is none, without query. */
  readonly path: string;
  readonly accept: string | undefined;
  /** As parsed; undefined before parsing and without a body. */
  readonly body: unknown;
}

/** `/log%69n` is `/login` to the router, so it has to be to the contracts too. */
function routedPath(request: FastifyRequest): string {
  const route = request.is404 ? undefined : request.routeOptions.url;
  return route ?? requestPath(request);
}

export const contractRequest = (request: FastifyRequest): ContractRequest => ({
  method: request.method,
  path: routedPath(request),
  accept: request.headers.accept,
  body: request.body,
});
