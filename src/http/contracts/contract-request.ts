import type { FastifyRequest } from 'fastify';
import { requestPath } from '../requests/request-path.js';

/** All that the choice of a contract may depend on. */
export interface ContractRequest {
  readonly method: string;
  /** Without query. */
  readonly path: string;
  readonly accept: string | undefined;
  /** As parsed; undefined before parsing and without a body. */
  readonly body: unknown;
}

export const contractRequest = (request: FastifyRequest): ContractRequest => ({
  method: request.method,
  path: requestPath(request),
  accept: request.headers.accept,
  body: request.body,
});
