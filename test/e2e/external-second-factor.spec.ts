import { challengeOf, enrol, MFA } from './harness/authenticator-app.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase } from './harness/each-database.js';
import { decode } from './harness/jwt.js';
import { exchange } from './providers/exchanges.js';
import { OpenIdProvider } from './providers/openid-provider.js';
import { newPerson } from './providers/people.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';

onEachDatabase('a sign-in at a provider', (database) => {
  const running = useProvider(
    database,
    () => OpenIdProvider.start(),
    ({ issuer }) => ({ settings: serverSettings([providerSettings({ name: 'corp', issuer })]) }),
  );

  it('asks for the second factor of the account, and keeps its own cookies and words', async () => {
    const { server, provider } = running();
    const sub = provider.introduce(newPerson());
    const signIn = async (): Promise<Answer> =>
      exchange(server, { authCode: await provider.code(sub) });
    const plain = await signIn();
    const { app } = await enrol(server, server.clock, plain.string('accessToken'));
    const asked = await signIn();
    expect(asked.value('errorCode')).toBe('MFA_REQUIRED');
    expect(asked.cookies).toEqual([]);
    const done = await server.post(MFA, { challengeId: challengeOf(asked), code: app.code() });
    expect([done.status, done.value('message')]).toEqual([200, plain.value('message')]);
    expect(done.cookies.map(({ name, attributes }) => [name, attributes])).toEqual(
      plain.cookies.map(({ name, attributes }) => [name, attributes]),
    );
    expect(decode(done.string('accessToken')).claims).toMatchObject({
      client_id: 'external',
      amr: ['fed', 'otp', 'mfa'],
      acr: 'aal2',
    });
  });
});
