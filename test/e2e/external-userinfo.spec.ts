import { randomUUID } from 'node:crypto';
import { onEachDatabase } from './harness/each-database.js';
import { expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { bearer } from './harness/sessions.js';
import { exchange } from './providers/exchanges.js';
import { SIGNUP_CLOSED, UNAVAILABLE } from './providers/faults.js';
import { HostileProvider, json } from './providers/hostile-provider.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';

onEachDatabase('what a provider says at its UserInfo endpoint', (database) => {
  const running = useProvider(
    database,
    async () => {
      const provider = await HostileProvider.start();
      const endpoint = { userinfo_endpoint: `${provider.issuer}/userinfo` };
      const metadata = { ...provider.discovery(), ...endpoint };
      provider.misbehave('/.well-known/openid-configuration', json(metadata));
      return provider;
    },
    ({ issuer }) => ({
      settings: serverSettings(
        [
          providerSettings({ name: 'corp', issuer }),
          providerSettings({
            name: 'roles',
            issuer,
            rolesClaim: 'groups',
            rolesMap: new Map([['staff', 'editor']]),
          }),
        ],
        { signup: 'domains:example.com' },
      ),
    }),
  );

  const about = (sub: string, idToken: object, userInfo: object): void => {
    const { provider } = running();
    provider.lie({ claims: { sub, ...idToken } });
    provider.misbehave('/userinfo', json({ sub, ...userInfo }));
  };

  const signIn = (provider = 'corp') =>
    exchange(running().server, { provider, authCode: randomUUID() });

  it('completes an ID token without address', async () => {
    const email = 'one@example.com';
    about('one', { email: undefined }, { email, email_verified: true });
    const me = await running().server.get(
      ROUTES.me,
      bearer((await signIn()).string('accessToken')),
    );
    expect(me.value('email')).toBe(email);
  });

  it('does not vouch for the address of the ID token with what it says of another', async () => {
    const other = { email: 'other@example.com', email_verified: true };
    about('two', { email: 'two@example.com' }, { ...other, groups: ['staff'] });
    expectAnswer(await signIn('roles'), SIGNUP_CLOSED);
  });

  it('is asked for roles where they are mapped', async () => {
    const known = { email: 'three@example.com', email_verified: true };
    about('three', known, { groups: ['staff'] });
    const me = await running().server.get(
      ROUTES.me,
      bearer((await signIn('roles')).string('accessToken')),
    );
    expect(me.value('roles')).toEqual(['user', 'editor']);
  });

  it('counts for nothing when it is about somebody else', async () => {
    const userInfo = { sub: 'somebody-else', email: 'four@example.com', email_verified: true };
    about('four', { email: undefined }, userInfo);
    expectAnswer(await signIn(), UNAVAILABLE);
  });
});
