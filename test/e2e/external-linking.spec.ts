import { randomUUID } from 'node:crypto';
import type { Answer } from './harness/answer.js';
import { onEachDatabase } from './harness/each-database.js';
import { expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { bearer } from './harness/sessions.js';
import { exchange, IDENTITIES } from './providers/exchanges.js';
import { LINK_REQUIRED, SIGNUP_CLOSED } from './providers/faults.js';
import { HostileProvider, json } from './providers/hostile-provider.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';

/** An address that no test has used. */
const newAddress = (local = 'person'): string => `${local}-${randomUUID()}@example.com`;

onEachDatabase('an address that a provider tells', (database) => {
  const running = useProvider(
    database,
    () => HostileProvider.start(),
    ({ issuer }) => ({
      settings: serverSettings([
        providerSettings({ name: 'trusted', issuer }),
        providerSettings({ name: 'other', issuer, trustEmail: false }),
      ]),
    }),
  );

  /** Signs somebody in whom the provider calls by this subject. */
  const signIn = (
    provider: string,
    email: unknown,
    sub: string = randomUUID(),
  ): Promise<Answer> => {
    running().provider.lie({ claims: { sub, email, email_verified: true } });
    return exchange(running().server, { provider, authCode: randomUUID() });
  };
  const me = async (answer: Answer): Promise<Answer> =>
    running().server.get(ROUTES.me, bearer(answer.string('accessToken')));
  const uid = async (answer: Answer): Promise<string> => (await me(answer)).string('uid');

  it('links to the account that has it where both providers are trusted with addresses', async () => {
    const email = newAddress();
    const first = await uid(await signIn('trusted', email));
    expect(await uid(await signIn('trusted', email.toUpperCase()))).toBe(first);
  });

  it('links to nothing where the provider is not trusted, whatever it calls verified', async () => {
    const email = newAddress();
    await signIn('trusted', email);
    expectAnswer(await signIn('other', email), LINK_REQUIRED);
  });

  it('is no step on the way from a provider that is not trusted to one that is', async () => {
    const email = newAddress();
    const planted = randomUUID();
    expect((await signIn('other', email, planted)).status).toBe(200);
    expect((await signIn('other', email, planted)).status).toBe(200);
    expectAnswer(await signIn('trusted', email), LINK_REQUIRED);
  });

  it.each([
    ['a Kelvin sign', 'k', '\u212A'],
    ['a long s', 's', '\u017F'],
    ['a ligature', 'fi', '\uFB01'],
    ['a full-width letter', 'a', '\uFF41'],
    ['a sharp s', 'ss', '\u00DF'],
  ])('opens no account of another that looks like it: %s', async (_look, plain, alike) => {
    const email = newAddress(plain);
    await signIn('trusted', email);
    const answer = await signIn('trusted', email.replace(plain, alike));
    expectAnswer(answer, LINK_REQUIRED);
  });

  it.each([
    'x',
    'x@',
    '@example.com',
    'a@b@example.com',
    'a@exam ple.com',
    'a@\u212Aelvin.example',
  ])('is left out where it is none: %j', async (email) => {
    const answer = await signIn('trusted', email);
    expect(answer.status).toBe(200);
    expect((await me(answer)).value('email')).toBeNull();
  });

  it('does not link again what its owner has unlinked, until that links it by hand', async () => {
    const { server, provider } = running();
    const email = newAddress();
    const first = await signIn('trusted', email);
    const token = bearer(first.string('accessToken'));
    const second = randomUUID();
    expect(await uid(await signIn('trusted', email, second))).toBe(await uid(first));

    const identities = (): Promise<Answer> => server.get(IDENTITIES, token);
    const ids = (await identities()).value('identities') as { id: string }[];
    const unlink = (id: string): Promise<Answer> =>
      server.send({ method: 'DELETE', path: `${IDENTITIES}/${id}`, headers: token });
    expect((await unlink(ids.at(-1)?.id ?? '')).status).toBe(204);
    expectAnswer(await signIn('trusted', email, second), LINK_REQUIRED);
    expectAnswer(await signIn('trusted', email, second), LINK_REQUIRED);

    provider.lie({ claims: { sub: second, email, email_verified: true } });
    const linked = await server.post(
      IDENTITIES,
      { provider: 'trusted', authCode: randomUUID() },
      token,
    );
    expect(linked.status).toBeLessThan(300);
    expect(await uid(await signIn('trusted', email, second))).toBe(await uid(first));
  });
});

onEachDatabase('sign-up by the domain of an address', (database) => {
  const running = useProvider(
    database,
    async () => {
      const provider = await HostileProvider.start();
      const userinfo_endpoint = `${provider.issuer}/userinfo`;
      const metadata = { ...provider.discovery(), userinfo_endpoint };
      provider.misbehave('/.well-known/openid-configuration', json(metadata));
      return provider;
    },
    ({ issuer }) => ({
      settings: serverSettings(
        [
          providerSettings({ name: 'trusted', issuer }),
          providerSettings({ name: 'other', issuer, trustEmail: false }),
        ],
        { signup: 'domains:example.com' },
      ),
    }),
  );

  const signIn = (provider: string, idToken: object, userInfo: object = {}): Promise<Answer> => {
    const sub = randomUUID();
    running().provider.lie({ claims: { sub, email: undefined, ...idToken } });
    running().provider.misbehave('/userinfo', json({ sub, ...userInfo }));
    return exchange(running().server, { provider, authCode: randomUUID() });
  };

  it('lets in whom a trusted provider vouches for, and no other', async () => {
    const verified = { email: newAddress(), email_verified: true };
    expectAnswer(await signIn('other', verified), SIGNUP_CLOSED);
    expect((await signIn('trusted', verified)).status).toBe(200);
    for (const email of [
      'x@evil.example@example.com',
      'x@example.com.evil.example',
      'example.com',
    ]) {
      expectAnswer(await signIn('trusted', { email, email_verified: true }), SIGNUP_CLOSED);
    }
  });

  it.each<[string, object, object]>([
    [
      'the ID token, of no address',
      { email_verified: true },
      { email: 'one@example.com', email_verified: false },
    ],
    [
      'UserInfo, of another address',
      { email: 'two@example.com' },
      { email: 'other@example.com', email_verified: true },
    ],
    ['UserInfo, of no address', { email: 'three@example.com' }, { email_verified: true }],
    ['a text that says true', { email: 'four@example.com', email_verified: 'true' }, {}],
  ])('takes nothing for verified that is said by %s', async (_source, idToken, userInfo) => {
    expectAnswer(await signIn('trusted', idToken, userInfo), SIGNUP_CLOSED);
  });
});
