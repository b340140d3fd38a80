import { fastify } from 'fastify';
import { answerInTime } from '../../src/server/request-deadline.js';

describe('the deadline of a request', () => {
  it('answers for a handler that has read the body and does not come back', async () => {
    const server = fastify();
    answerInTime(server, ({ fault }, _request, reply) => void reply.code(503).send(fault), 20);
    server.post('/', () => new Promise(() => undefined));
    const origin = await server.listen({ port: 0, host: '127.0.0.1' });

    const answer = await fetch(origin, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });

    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ code: 'OVERLOADED', retryAfter: 1 });
    await server.close();
  });
});
