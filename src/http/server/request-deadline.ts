import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Arrival, Arrivals } from './arrivals.js';
import { AuthError } from '../../errors/auth-error.js';

declare module 'fastify' {
  interface FastifyReply {
    /** Its place among the requests under way. */
    arrival: Arrival<FastifyReply | null> | null;
    /** Whether it is answered in place of a handler that may still answer. */
    late: boolean;
  }
}

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
  const underWay = new Arrivals<FastifyReply>();
  server.decorateReply('arrival', null);
  server.decorateReply('late', false);
  server.addHook('onRequest', (_request, reply, done) => {
    reply.arrival = underWay.add(reply);
    done();
  });
  server.addHook('onResponse', (_request, reply, done) => {
    reply.arrival?.leave();
    done();
  });

  const refuseLate = (): void => {
    for (let { first } = underWay; first !== null; first = underWay.first) {
      if (first.elapsedTime < deadline) return;
      underWay.leaveFirst();
      if (first.sent) continue;
      first.late = true;
      write(overloaded(), first.request, first);
    }
  };
  const clock = setInterval(refuseLate, Math.min(TOLERANCE, deadline)).unref();
  server.addHook('onClose', async () => {
    clearInterval(clock);
  });
}

const overloaded = (): AuthError => new AuthError({ code: 'OVERLOADED', retryAfter: 1 });
