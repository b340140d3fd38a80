import type { FastifyInstance } from 'fastify';
import type { IncomingMessage, Server } from 'node:http';
import { AuthError } from '../errors/auth-error.js';

/**
 * What Node would refuse by itself, without a body or an id: a request of HTTP/1.1 without `Host`
 * (RFC 9112 §3.2). Unknown expectations are ignored instead (RFC 9110 §10.1.1).
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

/** The part of an absolute target that comes before its path. */
const AUTHORITY = /^https?:\/\/[^/?#]*/i;

/**
 * RFC 9112 §3.2.2: a server has to understand requests that are written as for a proxy. Only the
 * path is of interest; before it there may even be a password.
 */
export function acceptAbsoluteForm(server: Pick<Server, 'prependListener'>): void {
  server.prependListener('request', (request: IncomingMessage) => {
    const target = request.url ?? '/';
    if (AUTHORITY.test(target)) {
      const path = target.replace(AUTHORITY, '');
      request.url = path.startsWith('/') ? path : `/${path}`;
    }
  });
}
