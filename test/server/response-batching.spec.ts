import { fastify } from 'fastify';
import { batchResponses } from '../../src/server/response-batching.js';
import { answerInTime } from '../../src/server/request-deadline.js';

/** Milliseconds. */
const DEADLINE = 20;

describe('answers of one turn', () => {
  it('are all written, also behind one that cannot be', async () => {
    const server = fastify();
    batchResponses(server);
    server.get('/good', () => 'good');
    server.get('/broken', (_request, reply) => reply.header('x-broken', 'a\nb').send('broken'));
    const asked = ['/good', '/broken', '/good'].map((url) => server.inject(url));
    const [first, broken, last] = await Promise.allSettled(asked);
    expect(first).toMatchObject({ value: { statusCode: 200 } });
    expect(broken).toMatchObject({ status: 'rejected' });
    expect(last).toMatchObject({ value: { statusCode: 200 } });
    await server.close();
  });

  /** A handler that keeps the event loop past the deadline, so that both are due in the same turn. */
  const meeting = async (handlerFirst: boolean) => {
    const server = fastify();
    answerInTime(
      server,
      (_error, _request, reply) => void reply.code(503).header('x-late', 'yes').send('late'),
      DEADLINE,
    );
    batchResponses(server);
    server.get('/', (_request, reply) => {
      const answer = (): void => {
        void reply.code(200).header('x-handler', 'yes').send('good');
      };
      setTimeout(() => {
        const until = performance.now() + 3 * DEADLINE;
        if (handlerFirst) {
          while (performance.now() < until);
          answer();
        } else {
          // The deadline's timer is older and runs first.
          setTimeout(answer, 0);
          while (performance.now() < until);
        }
      }, DEADLINE / 2);
    });
    const { statusCode, body, headers } = await server.inject('/');
    await server.close();
    return { statusCode, body, handler: headers['x-handler'], late: headers['x-late'] };
  };

  it.each([true, false])(
    'belong to one author when a handler and the deadline meet (handler first: %s)',
    async (handlerFirst) => {
      for (let n = 0; n < 5; n += 1) {
        const answer = await meeting(handlerFirst);
        expect([
          { statusCode: 200, body: 'good', handler: 'yes', late: undefined },
          { statusCode: 503, body: 'late', handler: undefined, late: 'yes' },
        ]).toContainEqual(answer);
      }
    },
  );
});
