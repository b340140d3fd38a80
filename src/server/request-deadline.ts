import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type RequestInFlight, RequestsInFlight } from './requests-in-flight.js';
import { LONGEST_WAIT } from '../api/requests/long-poll.js';
import { AuthError } from '../errors/auth-error.js';

declare module 'fastify' {
  interface FastifyReply {
    /** Its place among the requests under way. */
    arrival: RequestInFlight<FastifyReply | null> | null;
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
 * Every request gets an answer. Fastify's own `handlerTimeout` ends with the request's stream,
 * that is once the body has been read, and whatever takes long comes after that. One clock looks at
 * all requests, the oldest first, since a timer for each costs a tenth of validating a token.
 */
export function answerInTime(
  server: FastifyInstance,
  write: FaultWriter,
  deadline = DEADLINE,
): void {
  const underWay = new RequestsInFlight<FastifyReply>();
  const longPolls = new RequestsInFlight<FastifyReply>();
  server.decorateReply('arrival', null);
  server.decorateReply('late', false);
  server.addHook('onRequest', ({ routeOptions }, reply, done) => {
    reply.arrival = (routeOptions.config.longPoll ? longPolls : underWay).add(reply);
    done();
  });
  server.addHook('onResponse', (_request, reply, done) => {
    reply.arrival?.leave();
    done();
  });

  const refuseLate = (requests: RequestsInFlight<FastifyReply>, limit: number): void => {
    for (let { first } = requests; first !== null; first = requests.first) {
      if (first.elapsedTime < limit) return;
      requests.leaveFirst();
      if (first.sent) continue;
      first.late = true;
      write(overloaded(), first.request, first);
    }
  };
  const look = (): void => {
    refuseLate(underWay, deadline);
    refuseLate(longPolls, deadline + LONGEST_WAIT * 1000);
  };
  const clock = setInterval(look, Math.min(TOLERANCE, deadline)).unref();
  server.addHook('onClose', async () => {
    clearInterval(clock);
  });
}

const overloaded = (): AuthError => new AuthError({ code: 'OVERLOADED', retryAfter: 1 });
