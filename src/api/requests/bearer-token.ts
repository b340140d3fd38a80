import type { FastifyRequest } from 'fastify';

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
