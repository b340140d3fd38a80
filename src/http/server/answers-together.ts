import type { FastifyInstance } from 'fastify';

/**
 * Writes the answers of one turn of the event loop one after the other at its end. Whoever reads
 * them is woken once instead of each time, which under load costs as much as checking a token, and
 * asks again in one go. Nobody waits for longer than that turn. Has to be the last hook of its kind.
 */
export function writeAnswersTogether(server: FastifyInstance): void {
  let ready: (() => void)[] = [];
  const writeAll = (): void => {
    const answers = ready;
    ready = [];
    for (const write of answers) write();
  };
  server.addHook('onSend', (_request, _reply, payload, done) => {
    if (ready.length === 0) setImmediate(writeAll);
    ready.push(() => {
      done(null, payload);
    });
  });
}
