import type { FastifyInstance } from 'fastify';

/**
 * What keeps a browser from doing harm with an answer of an API: OWASP's list for REST services. None
 * of it depends on a request. What means something on a page alone stands with the pages.
 */
export const SECURITY_HEADERS = {
  'content-security-policy':
    "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  // Frontends on the listed origins read these answers; CORS decides, not this header.
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  // Sent always: TLS usually ends before this server.
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** The id of the request, for the log, and what keeps a browser from doing harm. */
export function addSecurityHeaders(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    void reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
    done();
  });
}
