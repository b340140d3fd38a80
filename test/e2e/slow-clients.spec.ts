import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { testDatabases } from '../databases.js';
import { credentialsOf, register } from './harness/accounts.js';
import { useServer } from './harness/each-database.js';
import { ROUTES } from './harness/routes.js';

const HALF_OPEN = 300;

const STARTS = {
  nothing: '',
  'half a request line': 'POST /api/v1/auth/to',
  'half a header': `POST ${ROUTES.token} HTTP/1.1\r\nHost: a\r\nX-Slow: `,
  'half a body': `POST ${ROUTES.token} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"user`,
} as const;

const [database] = testDatabases();
if (!database) throw new Error('no database');

describe('clients that never finish', () => {
  const server = useServer(database);
  const sockets: Socket[] = [];

  async function open(start: string): Promise<Socket> {
    const { hostname, port } = new URL(server().origin);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.resume();
    sockets.push(socket);
    await once(socket, 'connect');
    socket.write(start);
    return socket;
  }

  afterAll(() => {
    for (const socket of sockets) socket.destroy();
  });

  it('keep nobody from logging in, three hundred at a time, and are hung up on', async () => {
    const account = await register(server());
    const starts = Object.values(STARTS);
    const waiting = await Promise.all(
      Array.from({ length: HALF_OPEN }, (_, n) => open(starts[n % starts.length] ?? '')),
    );
    const closed = waiting.map((socket) => once(socket, 'close'));

    const answer = await server().post(ROUTES.token, credentialsOf(account));
    expect(answer.status).toBe(200);
    expect(waiting.filter((socket) => socket.closed)).toEqual([]);

    await Promise.all(closed);
  }, 40_000);
});
