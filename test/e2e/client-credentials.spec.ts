import { register } from './harness/accounts.js';
import { ask, form, FORM_TYPE, newClient, requestToken, serviceToken } from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { aToken } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { bearer, login, validation } from './harness/sessions.js';

const error = (name: string): object => ({ error: name, error_description: expect.any(String) });

onEachDatabase('a token for a service', (database) => {
  const server = useServer(database);
  const client = () =>
    newClient(server(), { audiences: ['orders', 'stock'], scopes: ['read', 'write'] });

  it('is answered as RFC 6749 §5.1 says, and may be kept nowhere', async () => {
    const answer = await requestToken(server(), await client(), { scope: 'read' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      access_token: aToken,
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'read',
    });
    expect(answer.header('cache-control')).toBe('no-store');
    expect(answer.cookies).toEqual([]);
  });

  it('says that it is a service’s, in every claim', async () => {
    const service = await client();
    const { header, claims } = decode(await serviceToken(server(), service));
    expect(header).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: expect.any(String) });
    const iat = Number(claims.iat);
    expect(claims).toEqual({
      iss: 'http://localhost:3000',
      aud: 'orders',
      sub: service.id,
      client_id: service.id,
      scope: 'read write',
      iat,
      exp: iat + 600,
      jti: expect.any(String),
    });
  });

  it.each(['resource', 'audience'])('is for the services that %s names', async (name) => {
    const service = await client();
    const one = await serviceToken(server(), service, { [name]: 'stock' });
    expect(decode(one).claims.aud).toBe('stock');
    const both = await serviceToken(server(), service, { [name]: ['stock', 'orders'] });
    expect(decode(both).claims.aud).toEqual(['stock', 'orders']);
  });

  it.each([
    ['resource', 'elsewhere', 'invalid_target'],
    ['audience', 'elsewhere', 'invalid_target'],
    ['scope', 'read admin', 'invalid_scope'],
    ['grant_type', 'password', 'unsupported_grant_type'],
    ['grant_type', 'refresh_token', 'unsupported_grant_type'],
    ['grant_type', '', 'invalid_request'],
  ])('is refused where %s is "%s"', async (name, value, expected) => {
    const answer = await requestToken(server(), await client(), { [name]: value });
    expect([answer.status, answer.body]).toEqual([400, error(expected)]);
  });

  it('takes the credentials in the form as well, and never in both places', async () => {
    const { id, secret } = await client();
    const inForm = { client_id: id, client_secret: secret };
    expect((await requestToken(server(), null, inForm)).status).toBe(200);
    // What is recognized by its header alone is looked at no less.
    expect((await requestToken(server(), { id, secret })).status).toBe(200);
    for (const more of [inForm, { client_secret: secret }, { client_id: 'another' }]) {
      const answer = await requestToken(server(), { id, secret }, more);
      expect([answer.status, answer.body]).toEqual([400, error('invalid_request')]);
    }
    expect((await requestToken(server(), { id, secret }, { client_id: id })).status).toBe(200);
  });

  it('passes for no person’s', async () => {
    const service = await newClient(server(), { audiences: ['portcullis'] });
    const token = await serviceToken(server(), service);
    expect(await validation(server(), token)).toBe(401);
    for (const path of [ROUTES.me, ROUTES.sessions, ROUTES.verify]) {
      expect((await server().get(path, bearer(token))).status).toBe(401);
    }
    expect((await server().send({ path: ROUTES.logout, headers: bearer(token) })).status).toBe(401);
  });

  it('is not to be had with what a person has', async () => {
    const account = await register(server());
    const { accessToken, refreshToken } = await login(server(), 'token-pair', account);
    for (const secret of [account.password, accessToken, refreshToken]) {
      const answer = await requestToken(server(), { id: account.username, secret });
      expect([answer.status, answer.value('error')]).toEqual([401, 'invalid_client']);
    }
    const headers = { ...bearer(accessToken), 'content-type': FORM_TYPE };
    const body = form({ grant_type: 'client_credentials' });
    const answer = await server().send({ path: ROUTES.oauthToken, headers, body });
    expect([answer.status, answer.value('error')]).toEqual([401, 'invalid_client']);
  });

  it('lives as long as SERVICE_TOKEN_LIFE says, and not a second longer', async () => {
    const service = await newClient(server());
    const token = await serviceToken(server(), service);
    const active = () => ask(server(), ROUTES.introspection, service, { token });
    // The clock goes on by itself too: ten seconds are for a machine that is busy.
    server().clock.advance(590);
    expect((await active()).value('active')).toBe(true);
    server().clock.advance(10);
    expect((await active()).body).toEqual({ active: false });
  });
});
