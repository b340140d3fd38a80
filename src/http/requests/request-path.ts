import type { FastifyRequest } from 'fastify';

/** The path as it was sent, without the query, which may hold what people should not put there. */
export function requestPath(request: Pick<FastifyRequest, 'url'>): string {
  const end = request.url.search(/[?#;]/);
  return end === -1 ? request.url : request.url.slice(0, end);
}
