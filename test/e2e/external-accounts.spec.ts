import { newAccount, register } from './harness/accounts.js';
import { onEachDatabase } from './harness/each-database.js';
import { expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { bearer, requestLogin } from './harness/sessions.js';
import type { TestServer } from './harness/test-server.js';
import type { Settings } from '../../src/config/app-config.js';
import { exchange } from './providers/exchanges.js';
import { INVALID_CODE, LINK_REQUIRED, SIGNUP_CLOSED } from './providers/faults.js';
import { OpenIdProvider, type Person } from './providers/openid-provider.js';
import { newPerson } from './providers/people.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';
import { AccountStatus } from '../../src/accounts/account-status.js';
import type { ProviderSettings } from '../../src/config/providers/provider-settings.js';
import type { TestDatabase } from '../databases.js';

const ORIGIN = { requestId: 'test', address: '127.0.0.1', userAgent: null };

const useCorp = (
  database: TestDatabase,
  settings: Partial<Settings> = {},
  corp: Partial<ProviderSettings> = {},
): (() => { readonly provider: OpenIdProvider; readonly server: TestServer }) =>
  useProvider(
    database,
    () => OpenIdProvider.start(),
    ({ issuer }) => ({
      settings: serverSettings([providerSettings({ name: 'corp', issuer, ...corp })], settings),
    }),
  );

const signIn = async (
  { provider, server }: { readonly provider: OpenIdProvider; readonly server: TestServer },
  person: Person,
) => exchange(server, { authCode: await provider.code(provider.introduce(person)) });

const account = async (
  running: { readonly provider: OpenIdProvider; readonly server: TestServer },
  person: Person,
) => {
  const answer = await signIn(running, person);
  return running.server.get(ROUTES.me, bearer(answer.string('accessToken')));
};

onEachDatabase('the account of somebody whom a provider knows', (database) => {
  const running = useCorp(database);

  it.each([
    ['an address among blanks', `${' '.repeat(300)}blanks@example.com${' '.repeat(300)}`],
    ['an address that is too long', `${'x'.repeat(600)}@example.com`],
    ['an address that grows when it is folded', `${'\uFDFA'.repeat(200)}@example.com`],
  ])('is opened by a profile with %s', async (_, email) => {
    expect((await signIn(running(), newPerson({ email }))).status).toBe(200);
  });

  it.each([
    ['Jane.Doe', 'Jane.Doe'],
    ['jane doe!', 'jane-doe'],
    ['jane@corp.example', 'jane'],
    ['Ĵåné', 'Ĵåné'],
    ['🦄', 'user'],
  ])('has a name made of %s', async (preferred_username, expected) => {
    const person = newPerson({ preferred_username, name: '', email: '' });
    const me = await account(running(), person);
    expect(me.string('username')).toBe(expected);
    // Nobody else gets it, whatever its case.
    const namesake = newPerson({ preferred_username, name: '', email: '' });
    const other = await account(running(), namesake);
    expect(other.string('username')).toMatch(/^.+-[0-9a-f]{8}$/);
  });

  it.each(['\u200b', '\u3164', '\u2800', '\u0301', '\u{e0041}\u115f'])(
    'has its username for a display name where the provider tells %j',
    async (name) => {
      const person = newPerson({ name, email: '' });
      const me = await account(running(), person);
      expect(me.string('displayName')).toBe(me.string('username'));
    },
  );

  it.each(['\u0301', '\u0301\u0302', '\u{13441}'])(
    'has a name to see, not %j',
    async (preferred_username) => {
      const person = newPerson({ preferred_username, name: '', email: '' });
      const me = await account(running(), person);
      expect(me.string('username')).toMatch(/^user(-[0-9a-f]{8})?$/);
    },
  );

  it('is never the one of a local name, nor opened by a password', async () => {
    const { server } = running();
    const local = await register(server, newAccount('taken'));
    const person = newPerson({ preferred_username: local.username.toUpperCase() });
    const me = await account(running(), person);
    expect(me.string('username')).not.toBe(local.username);
    const attempt = { username: me.string('username'), password: 'correct-horse' };
    expect((await requestLogin(server, 'token-pair', attempt)).status).toBe(401);
  });

  it('is not opened by an address that a local account has and nobody verified', async () => {
    const { server } = running();
    const local = await register(server);
    const person = newPerson({ email: local.email.toUpperCase() });
    expectAnswer(await signIn(running(), person), LINK_REQUIRED);
    const unverified = newPerson({ email: local.email, email_verified: false });
    expectAnswer(await signIn(running(), unverified), LINK_REQUIRED);
  });

  it('is found by an address that both sides verified, and by no other', async () => {
    const first = newPerson();
    const me = await account(running(), first);
    const unverified = { ...newPerson({ email: first.email ?? '' }), email_verified: false };
    expectAnswer(await signIn(running(), unverified), LINK_REQUIRED);
    const again = await account(running(), newPerson({ email: first.email ?? '' }));
    expect(again.value('uid')).toBe(me.value('uid'));
  });

  it('is closed when the operator disables it', async () => {
    const person = newPerson();
    const me = await account(running(), person);
    await running().server.resolve(AccountStatus).disable(me.string('uid'), ORIGIN);
    expectAnswer(await signIn(running(), person), INVALID_CODE);
  });
});

onEachDatabase('roles by a mapping', (database) => {
  const rolesMap = new Map([
    ['staff', 'editor'],
    ['admins', 'admin'],
  ]);
  const running = useCorp(
    database,
    {},
    { scopes: ['openid', 'groups'], rolesClaim: 'groups', rolesMap },
  );

  it('are read again at each exchange, and leave others alone', async () => {
    const person = newPerson({ groups: ['staff', 'unheard-of'] });
    expect((await account(running(), person)).value('roles')).toEqual(['user', 'editor']);
    const promoted = { ...person, groups: ['admins'] };
    expect((await account(running(), promoted)).value('roles')).toEqual(['user', 'admin']);
    const dismissed = { ...person, groups: [] };
    expect((await account(running(), dismissed)).value('roles')).toEqual(['user']);
  });
});

onEachDatabase('sign-up', (database) => {
  describe('when it is off', () => {
    const running = useCorp(database, { signup: 'off' });

    it('is closed', async () => {
      expectAnswer(await signIn(running(), newPerson()), SIGNUP_CLOSED);
    });
  });

  describe('for some domains', () => {
    const running = useCorp(database, {
      signup: 'domains:example.com, Example.ORG, exampless.org, kelvin.example',
    });

    it.each([
      ['one of them', { email: 'a@example.com' }, 200],
      ['another, in other case', { email: 'b@EXAMPLE.org' }, 200],
      ['a domain above', { email: 'c@sub.example.com' }, 403],
      ['a domain that ends alike', { email: 'd@notexample.com' }, 403],
      ['a domain whose name folds to one of them', { email: 'f@exampleß.org' }, 403],
      ['a domain with the Kelvin sign', { email: 'g@\u212aelvin.example' }, 403],
      ['an address nobody verified', { email: 'e@example.com', email_verified: false }, 403],
      ['no address', { email: '' }, 403],
    ])('looks at %s', async (_, claims, status) => {
      expect((await signIn(running(), newPerson(claims))).status).toBe(status);
    });
  });
});
