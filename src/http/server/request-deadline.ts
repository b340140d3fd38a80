import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AuthError } from '../../errors/auth-error.js';

/** Milliseconds from a request's headers to its answer. */
const DEADLINE = 15_000;
/** How late a request may be found to be late, at most, in milliseconds. */
const TOLERANCE = 1000;

type FaultWriter = (error: AuthError, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Whoever waits gets an answer. Fastify's own `handlerTimeout` ends with the request's stream,
 * that is once the body has been read, and whatever takes long comes after that. One clock looks at
 * all requests, the oldest first, since a timer for each costs a tenth of validating a token.
 */
export function answerInTime(
  server: FastifyInstance,
  write: FaultWriter,
  deadline = DEADLINE,
): void {
  /** In the order in which they came. */
  const underWay = new Set<FastifyReply>();
  server.addHook('onRequest', (_request, reply, done) => {
    underWay.add(reply);
    done();
  });
  server.addHook('onResponse', (_request, reply, done) => {
    underWay.delete(reply);
    done();
  });

  const refuseLate = (): void => {
    for (const reply of underWay) {
      if (reply.elapsedTime < deadline) return;
      underWay.delete(reply);
      if (!reply.sent) write(overloaded(), reply.request, reply);
    }
  };
  const clock = setInterval(refuseLate, Math.min(TOLERANCE, deadline)).unref();
  server.addHook('onClose', async () => {
    clearInterval(clock);
  });
}

const overloaded = (): AuthError => new AuthError({ code: 'OVERLOADED', retryAfter: 1 });
