import type { FastifyReply } from 'fastify';
import type { Drain } from '../../health/drain.js';

/** Aborted when the service hangs up, or the server is about to stop. */
export function leaving(reply: FastifyReply, drain: Drain): AbortSignal {
  const ended = new AbortController();
  const end = (): void => {
    ended.abort();
  };
  const forget = drain.onBegin(end);
  reply.raw.once('close', () => {
    forget();
    end();
  });
  return ended.signal;
}
