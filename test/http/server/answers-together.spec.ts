import { fastify } from 'fastify';
import { writeAnswersTogether } from '../../../src/http/server/answers-together.js';

describe('answers of one turn', () => {
  it('are all written, also behind one that cannot be', async () => {
    const server = fastify();
    writeAnswersTogether(server);
    server.get('/good', () => 'good');
    server.get('/broken', (_request, reply) => reply.header('x-broken', 'a\nb').send('broken'));
    const asked = ['/good', '/broken', '/good'].map((url) => server.inject(url));
    const [first, broken, last] = await Promise.allSettled(asked);
    expect(first).toMatchObject({ value: { statusCode: 200 } });
    expect(broken).toMatchObject({ status: 'rejected' });
    expect(last).toMatchObject({ value: { statusCode: 200 } });
    await server.close();
  });
});
