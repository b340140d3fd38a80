import type { FastifyRequest } from 'fastify';

/**
 * The token of `Authorization: Bearer` (RFC 6750 §2.1); empty when the scheme stands alone,
 * undefined when the header is absent or names another scheme.
 */
export function bearerToken(request: FastifyRequest): string | undefined {
  const [scheme, token] = (request.headers.authorization ?? '').trim().split(/\s+(.*)/s, 2);
  return scheme?.toLowerCase() === 'bearer' ? (token ?? '') : undefined;
}
