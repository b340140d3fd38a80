import { createHash, randomBytes } from 'node:crypto';
import { onEachDatabase } from './harness/each-database.js';
import { fault, invalid } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { bearer, cookieHeader, refreshByCookie, validation } from './harness/sessions.js';
import { exchange, EXTERNAL_COOKIES, TOKENS_GENERATED } from './providers/exchanges.js';
import { INVALID_CODE } from './providers/faults.js';
import { OpenIdProvider } from './providers/openid-provider.js';
import { newPerson } from './providers/people.js';
import {
  CALLBACK,
  OTHER_CALLBACK,
  providerSettings,
  serverSettings,
} from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';

onEachDatabase('a code of an OpenID provider', (database) => {
  const running = useProvider(
    database,
    () => OpenIdProvider.start(),
    ({ issuer }) => ({
      settings: serverSettings([
        providerSettings({ name: 'corp', issuer }),
        providerSettings({ name: 'two', issuer, redirectUris: [CALLBACK, OTHER_CALLBACK] }),
        providerSettings({ name: 'by-post', issuer, clientAuthentication: 'post' }),
      ]),
    }),
  );

  it('becomes a session, in body and cookies', async () => {
    const { provider, server } = running();
    const authCode = await provider.code(provider.introduce(newPerson()));
    expectAnswer(await exchange(server, { authCode, redirectUri: CALLBACK }), {
      status: 200,
      body: TOKENS_GENERATED,
      cookies: EXTERNAL_COOKIES,
    });
  });

  it('opens an account that looks like the person', async () => {
    const { provider, server } = running();
    const person = provider.introduce(newPerson({ name: 'Zoë\u0007 Nguyễn' }));
    const answer = await exchange(server, { authCode: await provider.code(person) });
    const me = await server.get(ROUTES.me, bearer(answer.string('accessToken')));
    expect(me.body).toEqual({
      uid: expect.any(String),
      username: person.preferred_username,
      email: person.email,
      displayName: 'Zoë Nguyễn',
      roles: ['user'],
    });
  });

  it('leads to the same account the second time', async () => {
    const { provider, server } = running();
    const person = provider.introduce(newPerson());
    const uids = [];
    for (const email of [person.email, 'moved@example.com']) {
      provider.introduce({ ...person, email: email ?? '' });
      const answer = await exchange(server, { authCode: await provider.code(person) });
      const me = await server.get(ROUTES.me, bearer(answer.string('accessToken')));
      uids.push(me.value('uid'));
    }
    expect(uids[1]).toBe(uids[0]);
  });

  it('begins a session that cookies refresh and a logout ends', async () => {
    const { provider, server } = running();
    const authCode = await provider.code(provider.introduce(newPerson()));
    const opened = await exchange(server, { authCode });
    const token = opened.cookie('Auth-Refresh-Token');
    const refreshed = await server.send({
      path: ROUTES.refresh,
      headers: cookieHeader(token, 'Auth-Refresh-Token'),
    });
    expectAnswer(refreshed, { status: 200, body: TOKENS_GENERATED, cookies: EXTERNAL_COOKIES });
    const access = refreshed.string('accessToken');
    expect(await validation(server, access)).toBe(200);
    const out = await server.send({ path: ROUTES.logout, headers: bearer(access) });
    expect(out.status).toBe(204);
    expect(await validation(server, access)).toBe(401);
    expect((await refreshByCookie(server, token)).status).toBe(401);
  });

  it('is shown to the provider once, however often it is sent', async () => {
    const { provider, server } = running();
    const authCode = await provider.code(provider.introduce(newPerson()));
    const asked = provider.timesAsked('/token');
    expect((await exchange(server, { authCode })).status).toBe(200);
    expectAnswer(await exchange(server, { authCode }), INVALID_CODE);
    expect(provider.timesAsked('/token')).toBe(asked + 1);
  });

  it('is no use when the provider never made it', async () => {
    const { server } = running();
    expectAnswer(await exchange(server, { authCode: 'never-made' }), INVALID_CODE);
  });

  it('is redeemed with the secret in the body where that is configured', async () => {
    const { provider, server } = running();
    const authCode = await provider.code(provider.introduce(newPerson()));
    expect((await exchange(server, { authCode, provider: 'by-post' })).status).toBe(200);
  });

  it.each([
    ['unlisted', 'https://evil.example.com/callback'],
    ['listed but for a slash', `${CALLBACK}/`],
    ['listed but for its case', CALLBACK.toUpperCase()],
    ['of another provider', OTHER_CALLBACK],
  ])('is not spent on a redirect URI that is %s', async (_, redirectUri) => {
    const { provider, server } = running();
    const authCode = await provider.code(provider.introduce(newPerson()));
    const refused = await exchange(server, { authCode, redirectUri });
    expectAnswer(refused, fault(ROUTES.token, invalid('redirectUri')));
    expect((await exchange(server, { authCode })).status).toBe(200);
  });

  it('needs its redirect URI where there are several, to the letter', async () => {
    const { provider, server } = running();
    const person = provider.introduce(newPerson());
    const authCode = await provider.code(person, { redirect_uri: OTHER_CALLBACK });
    const refused = await exchange(server, { authCode, provider: 'two' });
    expectAnswer(refused, fault(ROUTES.token, invalid('redirectUri')));
    const body = { authCode, provider: 'two', redirectUri: OTHER_CALLBACK };
    expect((await exchange(server, body)).status).toBe(200);
  });

  it('of one redirect URI is refused with another', async () => {
    const { provider, server } = running();
    const person = provider.introduce(newPerson());
    const authCode = await provider.code(person, { redirect_uri: OTHER_CALLBACK });
    const answer = await exchange(server, { authCode, provider: 'two', redirectUri: CALLBACK });
    expectAnswer(answer, INVALID_CODE);
  });

  it('that was asked for with PKCE needs the verifier', async () => {
    const { provider, server } = running();
    const person = provider.introduce(newPerson());
    const codeVerifier = randomBytes(32).toString('base64url');
    const withPkce = (): Promise<string> =>
      provider.code(person, {
        code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
        code_challenge_method: 'S256',
      });
    expectAnswer(await exchange(server, { authCode: await withPkce() }), INVALID_CODE);
    const wrong = { authCode: await withPkce(), codeVerifier: `${codeVerifier}x` };
    expectAnswer(await exchange(server, wrong), INVALID_CODE);
    const right = { authCode: await withPkce(), codeVerifier, state: "the frontend's own" };
    expect((await exchange(server, right)).status).toBe(200);
  });

  it('is refused with a nonce that nobody here made', async () => {
    const { provider, server } = running();
    const person = provider.introduce(newPerson());
    const authCode = await provider.code(person, { nonce: 'of-somebody-else' });
    expectAnswer(await exchange(server, { authCode }), INVALID_CODE);
  });

  it('is good after the provider changed its keys', async () => {
    const { provider, server } = running();
    const person = provider.introduce(newPerson());
    expect((await exchange(server, { authCode: await provider.code(person) })).status).toBe(200);
    const asked = provider.timesAsked('/jwks');
    await provider.rotateKeys();
    expect((await exchange(server, { authCode: await provider.code(person) })).status).toBe(200);
    expect((await exchange(server, { authCode: await provider.code(person) })).status).toBe(200);
    expect(provider.timesAsked('/jwks')).toBe(asked + 1);
  });

  it('yields one session to sixteen who send it at once', async () => {
    const { provider, server } = running();
    const authCode = await provider.code(provider.introduce(newPerson()));
    const asked = provider.timesAsked('/token');
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => exchange(server, { authCode })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array.from({ length: 15 }, () => 401)]);
    expect(provider.timesAsked('/token')).toBe(asked + 1);
  });

  it.each([
    ['with an address', newPerson()],
    ['without', { sub: 'bare-subject' }],
  ])('yields one user to sixteen first sign-ins of a person %s', async (_, someone) => {
    const { provider, server } = running();
    const person = provider.introduce(someone);
    const codes = await Promise.all(Array.from({ length: 16 }, () => provider.code(person)));
    const answers = await Promise.all(codes.map((authCode) => exchange(server, { authCode })));
    expect(answers.map(({ status }) => status)).toEqual(codes.map(() => 200));
    const accounts = await Promise.all(
      answers.map((answer) => server.get(ROUTES.me, bearer(answer.string('accessToken')))),
    );
    expect(new Set(accounts.map((account) => account.value('uid'))).size).toBe(1);
  });
});
