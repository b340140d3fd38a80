import type { FastifyInstance } from 'fastify';
import { AuthError } from '../errors/auth-error.js';
import type { Drain } from '../health/drain.js';

const HEALTH_PREFIX = '/health/';

/** While the server drains, what it began is finished and nothing new is taken on. */
export function refuseWhileDraining(server: FastifyInstance, drain: Drain): void {
  server.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith(HEALTH_PREFIX)) {
      done();
    } else if (drain.active) {
      done(new AuthError({ code: 'OVERLOADED', retryAfter: 1 }));
    } else {
      reply.raw.once('close', drain.enter());
      done();
    }
  });

  server.addHook('onSend', (_request, reply, payload, done) => {
    if (drain.active) void reply.header('connection', 'close');
    done(null, payload);
  });
}
