import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { testDatabases } from '../databases.js';
import { type Account, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { serviceToken } from './harness/clients.js';
import { freePort } from './harness/free-port.js';
import { send } from './harness/http-client.js';
import { decode } from './harness/jwt.js';
import { useProcesses } from './harness/processes.js';
import { bearer, CONTRACTS, login } from './harness/sessions.js';
import type { SpawnedServer } from './harness/spawned-server.js';

const AUDIENCE = 'orders';

/** Its types and those of our adapter both say what `request.auth` is, and differ. */
const { auth } = createRequire(__filename)('express-oauth2-jwt-bearer') as {
  readonly auth: (options: object) => express.RequestHandler;
};

/** Left out, Express would write the error into the log. */
const refuse: express.ErrorRequestHandler = (error: { status?: number }, _, response, next) => {
  if (error.status === undefined) next(error);
  else response.status(error.status).end();
};

/** A service that lets in what the library accepts, and answers with what is in it. */
async function serviceFor(issuer: string): Promise<Server> {
  const app = express();
  app.use(auth({ issuerBaseURL: issuer, audience: AUDIENCE, strict: true }));
  app.get('/', (request, response) => {
    response.json((request as { auth?: { payload?: object } }).auth?.payload);
  });
  app.use(refuse);
  const service = app.listen(0, '127.0.0.1');
  await once(service, 'listening');
  return service;
}

describe.each(testDatabases().slice(0, 1))('express-oauth2-jwt-bearer, strict', (database) => {
  const processes = useProcesses(database);
  let server: SpawnedServer;
  let service: Server;
  let account: Account;

  beforeAll(async () => {
    const port = await freePort();
    const issuer = `http://localhost:${port}`;
    const environment = { PORT: String(port), ISSUER: issuer, AUDIENCE };
    server = await processes().start(environment);
    service = await serviceFor(issuer);
    account = await register(server);
  });

  afterAll(async () => {
    service.close();
    await once(service, 'close');
  });

  const ask = (token: string): Promise<Answer> => {
    const { port } = service.address() as AddressInfo;
    const headers = bearer(token);
    return send(`http://127.0.0.1:${port}`, { method: 'GET', path: '/', headers });
  };

  it.each(CONTRACTS)('accepts the access token of a %s session', async (contract) => {
    const { accessToken } = await login(server, contract, account);
    const { status, body } = await ask(accessToken);
    expect({ status, body }).toEqual({ status: 200, body: decode(accessToken).claims });
  });

  it('accepts the access token of a service', async () => {
    const client = await processes().newClient('billing', AUDIENCE);
    const token = await serviceToken(server, client);
    const { status, body } = await ask(token);
    expect({ status, body }).toEqual({ status: 200, body: decode(token).claims });
  });

  it('refuses a refresh token, which has the same issuer and key', async () => {
    const { refreshToken } = await login(server, 'token-pair', account);
    expect(decode(refreshToken).header).toMatchObject({ alg: 'RS256', typ: 'rt+jwt' });
    expect((await ask(refreshToken)).status).toBe(401);
  });
});
