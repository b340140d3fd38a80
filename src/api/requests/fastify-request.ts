import type { FastifyRequest } from 'fastify';
import type { User } from '../../users/users.js';
import type { Fault } from '../../errors/auth-error.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Left by the guard that checked the credentials. */
    user?: User;
    /** The fault that the request was answered with. */
    fault?: Fault;
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
