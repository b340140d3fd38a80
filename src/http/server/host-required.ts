import type { FastifyInstance } from 'fastify';
import { AuthError } from '../../errors/auth-error.js';

/**
 * What Node would refuse by itself, without a body or an id: a request of HTTP/1.1 without `Host`
 * (RFC 9112 §3.2). Expectations that nobody knows are ignored instead (RFC 9110 §10.1.1).
 */
export function refuseHostless(server: FastifyInstance): void {
  server.addHook('onRequest', ({ headers, raw }, _reply, done) => {
    const hostless = headers.host === undefined && raw.httpVersion === '1.1';
    done(hostless ? AuthError.of('MALFORMED_REQUEST') : undefined);
  });
  server.server.on('checkExpectation', (request, response) => {
    server.server.emit('request', request, response);
  });
}
