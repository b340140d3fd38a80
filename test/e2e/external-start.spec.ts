import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, FORBIDDEN, invalid, UNKNOWN_PROVIDER } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { type Begun, begin, exchange, PROVIDERS } from './providers/exchanges.js';
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

onEachDatabase('a sign-in that begins here', (database) => {
  const running = useProvider(
    database,
    () => OpenIdProvider.start(),
    ({ issuer }) => ({
      settings: serverSettings([
        providerSettings({ name: 'corp', issuer }),
        providerSettings({ name: 'other', issuer, redirectUris: [CALLBACK, OTHER_CALLBACK] }),
        providerSettings({ name: 'strict', issuer, requireState: true }),
      ]),
    }),
  );

  const signedIn = async ({ authorizationUrl }: Begun): Promise<string> => {
    const { provider } = running();
    const callback = await provider.signIn(authorizationUrl, provider.introduce(newPerson()));
    return callback.searchParams.get('code') ?? '';
  };

  const ownPage = (begun: Begun): Record<string, string> => ({
    cookie: begun.cookie,
    origin: running().server.origin,
    'sec-fetch-site': 'same-origin',
  });

  it('is offered for every provider', async () => {
    expectAnswer(await running().server.get(PROVIDERS), {
      status: 200,
      body: {
        providers: ['corp', 'other', 'strict'].map((name) => ({
          name,
          label: `The provider ${name}`,
        })),
      },
    });
  });

  it('sends the browser away with state, nonce and PKCE, and a cookie for ten minutes', async () => {
    const { provider, server } = running();
    const answer = await server.post(`${PROVIDERS}/corp/authorization`, { redirectUri: CALLBACK });
    expectAnswer(answer, {
      status: 200,
      body: { authorizationUrl: expect.any(String), state: expect.stringMatching(/^[\w-]{43}$/) },
      cookies: [
        {
          name: 'Auth-Exchange',
          value: expect.stringMatching(/^[\w-]{43}$/),
          attributes: {
            HttpOnly: true,
            Secure: true,
            SameSite: 'Lax',
            Path: '/api/v1/auth',
            'Max-Age': '600',
          },
        },
      ],
      headers: { 'cache-control': 'no-store' },
    });
    const url = new URL(answer.string('authorizationUrl'));
    expect(url.origin).toBe(provider.issuer);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'portcullis',
      response_type: 'code',
      scope: 'openid email profile',
      redirect_uri: CALLBACK,
      state: answer.string('state'),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: 'S256',
    });
  });

  it('ends with the code, the state and the cookie', async () => {
    const { server } = running();
    const begun = await begin(server);
    const body = { authCode: await signedIn(begun), redirectUri: CALLBACK, state: begun.state };
    expect((await exchange(server, body, ownPage(begun))).status).toBe(200);
  });

  it('ends only once', async () => {
    const { server } = running();
    const begun = await begin(server);
    const first = { authCode: await signedIn(begun), state: begun.state };
    expect((await exchange(server, first, ownPage(begun))).status).toBe(200);
    const second = { authCode: await signedIn(begun), state: begun.state };
    expectAnswer(await exchange(server, second, ownPage(begun)), INVALID_CODE);
  });

  it('ends in any of two tabs of one browser', async () => {
    const { server } = running();
    const one = await begin(server);
    const two = await begin(server, 'corp', { ...ownPage(one) });
    expect(two.cookie).toBe(one.cookie);
    for (const begun of [two, one]) {
      const body = { authCode: await signedIn(begun), state: begun.state };
      expect((await exchange(server, body, ownPage(two))).status).toBe(200);
    }
  });

  it('does not end in another browser, whoever began it', async () => {
    const { server } = running();
    const victim = await begin(server);
    for (const attacker of [await begin(server), await begin(server, 'corp', {})]) {
      const body = { authCode: await signedIn(attacker), state: attacker.state };
      expectAnswer(await exchange(server, body, ownPage(victim)), INVALID_CODE);
    }
  });

  it('does not end without its cookie', async () => {
    const { server } = running();
    const begun = await begin(server);
    const body = { authCode: await signedIn(begun), state: begun.state };
    expectAnswer(await exchange(server, body), INVALID_CODE);
  });

  it("does not end by somebody else's page", async () => {
    const { server } = running();
    const begun = await begin(server);
    const body = { authCode: await signedIn(begun), state: begun.state };
    const elsewhere = { cookie: begun.cookie, origin: 'https://evil.example' };
    expectAnswer(await exchange(server, body, elsewhere), fault(ROUTES.token, FORBIDDEN));
    expect((await exchange(server, body, ownPage(begun))).status).toBe(200);
  });

  it('needs no cookie where no browser is', async () => {
    const { server } = running();
    const begun = await begin(server, 'corp', {});
    const body = { authCode: await signedIn(begun), state: begun.state };
    expect((await exchange(server, body)).status).toBe(200);
  });

  it('is bound to its provider and its redirect URI', async () => {
    const { server } = running();
    const mixedUp = await begin(server, 'corp', {});
    const elsewhere = {
      authCode: await signedIn(mixedUp),
      state: mixedUp.state,
      provider: 'other',
    };
    expectAnswer(await exchange(server, elsewhere), INVALID_CODE);
    const begun = await begin(server, 'other', {}, { redirectUri: OTHER_CALLBACK });
    const redirected = { provider: 'other', state: begun.state, redirectUri: CALLBACK };
    const authCode = await signedIn(begun);
    expectAnswer(await exchange(server, { ...redirected, authCode }), INVALID_CODE);
  });

  it('may leave out the redirect URI at its end', async () => {
    const { server } = running();
    const begun = await begin(server, 'other', {}, { redirectUri: OTHER_CALLBACK });
    const body = { provider: 'other', state: begun.state, authCode: await signedIn(begun) };
    expect((await exchange(server, body)).status).toBe(200);
  });

  it("is refused with another start's code", async () => {
    const { server } = running();
    const [one, two] = [await begin(server, 'corp', {}), await begin(server, 'corp', {})];
    const body = { authCode: await signedIn(one), state: two.state };
    expectAnswer(await exchange(server, body), INVALID_CODE);
  });

  it('cannot leave out its state at the end', async () => {
    const { server } = running();
    const begun = await begin(server, 'corp', {});
    const authCode = await signedIn(begun);
    expectAnswer(await exchange(server, { authCode }), INVALID_CODE);
  });

  it('is forgotten after ten minutes', async () => {
    const { server } = running();
    const begun = await begin(server, 'corp', {});
    const authCode = await signedIn(begun);
    server.clock.advance(601);
    expectAnswer(await exchange(server, { authCode, state: begun.state }), INVALID_CODE);
  });

  it('is the only way where the provider requires a state', async () => {
    const { provider, server } = running();
    const authCode = await provider.code(provider.introduce(newPerson()));
    const stateless = await exchange(server, { authCode, provider: 'strict' });
    expectAnswer(stateless, fault(ROUTES.token, invalid('state')));
    const own = { authCode, provider: 'strict', state: 'own', codeVerifier: 'a'.repeat(43) };
    expectAnswer(await exchange(server, own), INVALID_CODE);
    const begun = await begin(server, 'strict', {});
    const body = { provider: 'strict', state: begun.state, authCode: await signedIn(begun) };
    expect((await exchange(server, body)).status).toBe(200);
  });

  it.each([
    ['an unknown provider', 'nobody', {}, UNKNOWN_PROVIDER],
    ['a name every object has', 'constructor', {}, UNKNOWN_PROVIDER],
    ['an unlisted redirect URI', 'corp', { redirectUri: OTHER_CALLBACK }, invalid('redirectUri')],
    ['no redirect URI of several', 'other', {}, invalid('redirectUri')],
    ['a numeric redirect URI', 'corp', { redirectUri: 7 }, invalid('redirectUri')],
  ] as const)('is refused for %s', async (_, name, body, expected) => {
    const path = `${PROVIDERS}/${name}/authorization`;
    expectAnswer(await running().server.post(path, body), fault(path, expected));
  });
});

onEachDatabase('a server without providers', (database) => {
  const server = useServer(database);

  it('offers none', async () => {
    expectAnswer(await server().get(PROVIDERS), { status: 200, body: { providers: [] } });
  });
});
