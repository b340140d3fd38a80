import type { FastifyInstance } from 'fastify';
import { AuthError } from '../../errors/auth-error.js';
import type { Drain } from '../../health/drain.js';

const HEALTH_PREFIX = '/health/';

/** While the server drains, what it began is finished and nothing new is taken on. */
export function refuseWhileDraining(server: FastifyInstance, drain: Drain): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (!drain.active || request.url.startsWith(HEALTH_PREFIX)) {
      done();
      return;
    }
    void reply.header('connection', 'close');
    done(new AuthError({ code: 'OVERLOADED', retryAfter: 1 }));
  });
}
