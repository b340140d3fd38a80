import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ThrowAwayDatabase } from '../databases.js';
import { register } from '../e2e/harness/accounts.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { eventually } from '../e2e/harness/eventually.js';
import { freePort } from '../e2e/harness/free-port.js';
import { send } from '../e2e/harness/http-client.js';
import { decode } from '../e2e/harness/jwt.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { bearer, login } from '../e2e/harness/sessions.js';
import { SigningKey } from '../e2e/harness/signing-key.js';
import { TestServer } from '../e2e/harness/test-server.js';
import { type Need, whereThereIs } from '../where-there-is.js';

const nginxes: Need<string> = {
  found: ['/usr/sbin/nginx', '/usr/bin/nginx'].filter((path) => existsSync(path)).slice(0, 1),
  absence: 'no nginx is to be found (/usr/sbin/nginx)',
};

const EXAMPLE = join(__dirname, '../../examples/nginx/nginx.conf');

const portOf = (server: Pick<Server, 'address'>): string =>
  String((server.address() as AddressInfo).port);

whereThereIs(nginxes, 'the example for nginx, %s', (nginx) => {
  onEachDatabase('in front of a service', (database) => {
    const key = SigningKey.rsa();
    let throwAway: ThrowAwayDatabase;
    let server: TestServer;
    let service: Server;
    let proxy: ChildProcess;
    let directory: string;
    let origin: string;
    /** What the service was asked, since it last was. */
    let asked: IncomingHttpHeaders[] = [];

    beforeAll(async () => {
      throwAway = await database.create();
      server = await TestServer.start({ databaseUrl: throwAway.url, key });
      service = createServer(({ headers }, response) => {
        asked.push(headers);
        response.end('ordered');
      }).listen(0, '127.0.0.1');
      await once(service, 'listening');
      const port = await freePort();
      origin = `http://127.0.0.1:${port}`;
      const config = (await readFile(EXAMPLE, 'utf8'))
        .replace('127.0.0.1:3000', new URL(server.origin).host)
        .replace('127.0.0.1:8080', `127.0.0.1:${portOf(service)}`)
        .replace('127.0.0.1:8081', `127.0.0.1:${port}`);
      directory = await mkdtemp(join(tmpdir(), 'portcullis-nginx-'));
      await writeFile(join(directory, 'nginx.conf'), config);
      proxy = spawn(nginx, ['-p', directory, '-c', 'nginx.conf', '-g', 'daemon off;'], {
        stdio: 'ignore',
      });
      await eventually(() =>
        get('/').then(
          () => true,
          () => false,
        ),
      );
    });

    beforeEach(() => {
      asked = [];
    });

    afterAll(async () => {
      proxy.kill('SIGQUIT');
      await once(proxy, 'exit');
      service.close();
      await server.close();
      key.remove();
      await throwAway.drop();
      await rm(directory, { recursive: true });
    });

    const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
      send(origin, { method: 'GET', path, headers });

    it('lets a good token through, and says whose it is, whatever the client says', async () => {
      const { accessToken } = await login(server, 'token-pair', await register(server));
      const lie = { 'x-auth-user-id': 'root', 'x-auth-roles': 'admin' };
      const answer = await get('/orders/7', { ...bearer(accessToken), ...lie });
      expect([answer.status, answer.text]).toEqual([200, 'ordered']);
      expect(asked).toEqual([
        expect.objectContaining({
          'x-auth-user-id': decode(accessToken).claims.uid,
          'x-auth-roles': 'user',
        }),
      ]);
    });

    it('stops a token as soon as its session has ended', async () => {
      const { accessToken } = await login(server, 'token-pair', await register(server));
      expect((await get('/orders/7', bearer(accessToken))).status).toBe(200);
      await server.send({ path: ROUTES.logout, headers: bearer(accessToken) });
      asked = [];
      expect((await get('/orders/7', bearer(accessToken))).status).toBe(401);
      expect(asked).toEqual([]);
    });

    it.each([
      ['no token', {}],
      ['a forged token', bearer('forged')],
    ])('stops a request with %s, and says how to authenticate', async (_name, headers) => {
      const answer = await get('/orders/7', headers);
      expect(answer.status).toBe(401);
      expect(answer.header('www-authenticate')).toMatch(/^Bearer/);
      expect(asked).toEqual([]);
    });
  });
});
