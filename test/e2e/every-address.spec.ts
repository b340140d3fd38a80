import dns from 'node:dns';
import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { connect, type Socket } from 'node:net';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { SystemClock } from '../../src/clock/clock.js';
import { AppConfig } from '../../src/config/app-config.js';
import { httpAdapter } from '../../src/server/http-adapter.js';
import { prepareServer } from '../../src/server/prepare-server.js';
import { type Need, whereThereIs } from '../where-there-is.js';
import { sendRaw } from './harness/raw-socket.js';
import { SigningKey } from './harness/signing-key.js';

const MOST = 3;

const loopback = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
const bothFamilies: Need<string> = {
  found: loopback.some(({ address }) => address === '::1') ? ['::1'] : [],
  absence: 'this machine has no IPv6',
};

whereThereIs(bothFamilies, 'a server on localhost, which is 127.0.0.1 and %s', (second) => {
  const key = SigningKey.rsa();
  let app: NestFastifyApplication;
  let origins: readonly string[] = [];

  beforeAll(async () => {
    const addresses = [
      { address: '127.0.0.1', family: 4 },
      { address: second, family: 6 },
    ];
    const original = dns.lookup;
    // Not every machine that has both says so in /etc/hosts.
    const lookup = (...args: unknown[]): void => {
      if (args[0] !== 'localhost') {
        Reflect.apply(original, dns, args);
        return;
      }
      const done = args.at(-1) as (error: null, found: unknown, family?: number) => void;
      if ((args[1] as { all?: boolean } | undefined)?.all === true) done(null, addresses);
      else done(null, '127.0.0.1', 4);
    };
    jest.spyOn(dns, 'lookup').mockImplementation(lookup);
    const config = new AppConfig({
      nodeEnv: 'test',
      host: 'localhost',
      port: 0,
      logLevel: 'silent',
      docs: false,
      jwtKeysDir: key.directory,
      databaseUrl: 'sqlite::memory:',
    });
    const adapter = httpAdapter(config, undefined, new SystemClock(), { connections: MOST });
    app = await NestFactory.create<NestFastifyApplication>(AppModule.of(config), adapter, {
      logger: false,
    });
    await prepareServer(app);
    await app.listen({ port: 0, host: 'localhost' });
    const { port } = new URL(await app.getUrl());
    origins = [`http://127.0.0.1:${port}`, `http://[${second}]:${port}`];
  });

  afterAll(async () => {
    await app.close();
    jest.restoreAllMocks();
    key.remove();
  });

  const onEach = async <T>(ask: (origin: string) => Promise<T>): Promise<T[]> => {
    const answers: T[] = [];
    for (const origin of origins) answers.push(await ask(origin));
    return answers;
  };

  it('answers a request for an upgrade as any other, at every address', async () => {
    const request = 'GET /health/live HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket';
    const statuses = await onEach(async (origin) => {
      const headers = `${request}\r\nConnection: upgrade, close`;
      return (await sendRaw(origin, `${headers}\r\n\r\n`)).status;
    });
    expect(statuses).toEqual([200, 200]);
  });

  it('understands the absolute form at every address', async () => {
    const request = 'GET http://localhost/health/live HTTP/1.1\r\nHost: localhost';
    expect(
      await onEach(
        async (origin) => (await sendRaw(origin, `${request}\r\nConnection: close\r\n\r\n`)).status,
      ),
    ).toEqual([200, 200]);
  });

  it('answers what is no HTTP with a fault of its own, at every address', async () => {
    const codes = await onEach(async (origin) =>
      (await sendRaw(origin, 'GARBAGE\r\n\r\n')).value('errorCode'),
    );
    expect(codes).toEqual(['MALFORMED_REQUEST', 'MALFORMED_REQUEST']);
  });

  it('keeps to the greatest number of connections at every address', async () => {
    for (const origin of origins) {
      const sockets: Socket[] = [];
      for (let n = 0; n <= MOST; n += 1) {
        const socket = connect(
          Number(new URL(origin).port),
          new URL(origin).hostname.replace(/[[\]]/g, ''),
        );
        socket.on('error', () => undefined);
        sockets.push(socket);
        await once(socket, 'connect');
      }
      const [last] = sockets.slice(-1);
      if (last === undefined) throw new Error('nothing was opened');
      await once(last, 'close');
      for (const socket of sockets) socket.destroy();
    }
  });
});
