import type { IncomingMessage, Server } from 'node:http';

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
