import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AuthError } from '../../errors/auth-error.js';

/** Milliseconds from a request's headers to its answer. */
const DEADLINE = 15_000;

type FaultWriter = (error: AuthError, request: FastifyRequest, reply: FastifyReply) => void;

/**
 * Whoever waits gets an answer. Fastify's own `handlerTimeout` ends with the request's stream,
 * that is once the body has been read, and whatever takes long comes after that.
 */
export function answerInTime(
  server: FastifyInstance,
  write: FaultWriter,
  deadline = DEADLINE,
): void {
  server.addHook('onRequest', (request, reply, done) => {
    const timer = setTimeout(() => {
      if (!reply.sent) write(new AuthError({ code: 'OVERLOADED', retryAfter: 1 }), request, reply);
    }, deadline);
    reply.raw.once('close', () => {
      clearTimeout(timer);
    });
    done();
  });
}
