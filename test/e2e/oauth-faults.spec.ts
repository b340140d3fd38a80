import { Clients } from '../../src/clients/clients.js';
import { Drain } from '../../src/health/drain.js';
import {
  ask,
  basic,
  BATCH_TYPE,
  type Credentials,
  FORM_TYPE,
  newClient,
  requestToken,
} from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import type { HttpRequest } from './harness/http-client.js';
import { ROUTES } from './harness/routes.js';

const PATHS = [ROUTES.oauthToken, ROUTES.introspection, ROUTES.revocation];
const GRANT = 'grant_type=client_credentials';

const NOT_UNDERSTOOD: readonly (readonly [string, HttpRequest['headers'], string | Buffer])[] = [
  ['JSON', { 'content-type': 'application/json' }, '{"grant_type":"client_credentials"}'],
  ['no type', {}, GRANT],
  ['another charset', { 'content-type': `${FORM_TYPE}; charset=latin1` }, GRANT],
  ['a compressed form', { 'content-type': FORM_TYPE, 'content-encoding': 'gzip' }, GRANT],
  ['a percent sign for nothing', { 'content-type': FORM_TYPE }, `${GRANT}&a=%zz`],
  ['bytes that are no UTF-8', { 'content-type': FORM_TYPE }, Buffer.from([0x61, 0x3d, 0xff])],
  ['escaped bytes that are no UTF-8', { 'content-type': FORM_TYPE }, `${GRANT}&a=%ff`],
  ['no form at all', {}, ''],
  ['a parameter twice', { 'content-type': FORM_TYPE }, `${GRANT}&${GRANT}&token=a&token=b`],
];

onEachDatabase('a fault below /oauth2/', (database) => {
  const server = useServer(database);
  let client: Credentials;

  beforeAll(async () => {
    client = await newClient(server());
  });

  const expectFault = async (request: HttpRequest, status: number, error: string) => {
    for (const accept of ['*/*', 'application/problem+json']) {
      const headers = { ...basic(client), accept, ...request.headers };
      const answer = await server().send({ ...request, headers });
      expect([answer.status, answer.body]).toEqual([
        status,
        { error, error_description: expect.stringMatching(/^[\x20\x21\x23-\x5B\x5D-\x7E]+$/) },
      ]);
      expect(answer.header('content-type')).toBe('application/json; charset=utf-8');
      expect(answer.header('cache-control')).toBe('no-store');
    }
  };

  it.each(NOT_UNDERSTOOD)('is invalid_request where there is %s', async (_, headers = {}, body) => {
    for (const path of PATHS) await expectFault({ path, headers, body }, 400, 'invalid_request');
  });

  it('is the same where there is no route, another method or too much', async () => {
    const form = { 'content-type': FORM_TYPE };
    for (const path of ['/oauth2/nothing', '/oauth2/', '/oauth2/token/']) {
      await expectFault({ path, headers: form, body: GRANT }, 404, 'invalid_request');
    }
    for (const path of PATHS) {
      await expectFault({ path, method: 'GET' }, 405, 'invalid_request');
      const body = `${GRANT}&a=${'a'.repeat(16 * 1024)}`;
      await expectFault({ path, headers: form, body }, 413, 'invalid_request');
    }
  });

  it('is told in the same way however the path is spelled', async () => {
    const headers = { ...basic(client), 'content-type': FORM_TYPE };
    const path = '/%6fauth2/t%6fken';
    const answer = await server().send({ path, headers, body: 'grant_type=password' });
    expect([answer.status, answer.value('error')]).toEqual([400, 'unsupported_grant_type']);
    expect((await server().send({ path, headers, body: GRANT })).status).toBe(200);
  });

  it.each([
    ['nobody', {}],
    ['an unknown client', basic({ id: 'nobody', secret: 'nothing' })],
    ['another scheme', { authorization: 'Bearer abc' }],
    ['Basic with nothing', { authorization: 'Basic' }],
    ['Basic with no base64', { authorization: 'Basic ???' }],
    ['Basic without a colon', { authorization: `Basic ${Buffer.from('a').toString('base64')}` }],
    ['Basic with a stray %', { authorization: `Basic ${Buffer.from('a:%').toString('base64')}` }],
  ])('is invalid_client, with a challenge, for %s', async (_, headers) => {
    for (const path of PATHS) {
      const answer = await server().send({
        path,
        headers: { 'content-type': FORM_TYPE, ...headers },
        body: `${GRANT}&token=a`,
      });
      expect([answer.status, answer.value('error')]).toEqual([401, 'invalid_client']);
      expect(answer.header('www-authenticate')).toBe('Basic realm="portcullis", charset="UTF-8"');
    }
  });

  it('does not tell an unknown client from a wrong secret', async () => {
    const unknown = await requestToken(server(), { id: 'nobody', secret: client.secret });
    const wrong = await requestToken(server(), { ...client, secret: 'wrong' });
    expect(unknown.text).toBe(wrong.text);
    expect(unknown.status).toBe(wrong.status);
  });

  it('takes forms nowhere else, and batches nowhere but at introspection', async () => {
    const login = { path: ROUTES.login, headers: { 'content-type': FORM_TYPE }, body: 'a=b' };
    expect((await server().send(login)).status).toBe(415);
    for (const path of [ROUTES.oauthToken, ROUTES.revocation]) {
      const headers = { 'content-type': BATCH_TYPE };
      await expectFault({ path, headers, body: '{"tokens":["a"]}' }, 400, 'invalid_request');
      await expectFault({ path, headers, body: ' '.repeat(20_000) }, 413, 'invalid_request');
    }
  });

  it('says that nothing is taken on while the server drains', async () => {
    const answers = [];
    server().resolve(Drain).begin();
    for (const path of PATHS) answers.push(await ask(server(), path, client, { token: 'a' }));
    for (const answer of answers) {
      expect([answer.status, answer.value('error')]).toEqual([503, 'temporarily_unavailable']);
      expect(answer.header('retry-after')).toBe('1');
    }
  });
});

onEachDatabase('a fault of the server below /oauth2/', (database) => {
  const server = useServer(database, {
    replacements: [{ port: Clients, value: { find: () => Promise.reject(new Error('broken')) } }],
  });

  it('is server_error, and says no more', async () => {
    const answer = await requestToken(server(), { id: 'any', secret: 'any' });
    expect([answer.status, answer.value('error')]).toEqual([500, 'server_error']);
    expect(answer.text).not.toContain('broken');
  });
});
