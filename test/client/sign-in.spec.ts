import { onEachDatabase } from '../e2e/harness/each-database.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { OpenIdProvider } from '../e2e/providers/openid-provider.js';
import { newPerson } from '../e2e/providers/people.js';
import { CALLBACK, CLIENT_ID, CLIENT_SECRET } from '../e2e/providers/settings.js';
import { type Client, createClient } from './harness/built-client.js';
import { expectLogout, expectOneRefresh } from './harness/expectations.js';
import { useFrontend } from './harness/use-frontend.js';

onEachDatabase('the client in Node, with the contract external', (database) => {
  let provider: OpenIdProvider;

  const frontend = useFrontend(database, async () => {
    provider = await OpenIdProvider.start();
    return {
      PROVIDERS: 'corp',
      PROVIDER_CORP_ISSUER: provider.issuer,
      PROVIDER_CORP_CLIENT_ID: CLIENT_ID,
      PROVIDER_CORP_CLIENT_SECRET: CLIENT_SECRET,
      PROVIDER_CORP_REDIRECT_URIS: CALLBACK,
    };
  });

  afterAll(() => provider.close());

  const clientOf = (): Client => createClient({ baseUrl: frontend().front.origin });

  it('signs in at a provider, refreshes once, logs out', async () => {
    const client = clientOf();
    expect(await client.providers()).toMatchObject([{ name: 'corp' }]);
    let address = '';
    await client.loginWith('corp', { redirectUri: CALLBACK, navigate: (url) => (address = url) });
    const person = provider.introduce(newPerson());
    const callback = await provider.signIn(address, person);
    const session = await client.completeLogin(callback.href);
    expect(await client.me()).toMatchObject({ uid: session?.uid, email: person.email });
    expect((await client.sessions()).sessions).toMatchObject([{ contract: 'external' }]);
    await expectOneRefresh(client, frontend());
    await expectOneRefresh(client, frontend());
    await expectLogout(client, frontend());
  });

  it('takes no answer of a provider that it did not ask, and none twice', async () => {
    const client = clientOf();
    expect(await client.completeLogin(CALLBACK)).toBeUndefined();
    const strange = `${CALLBACK}?code=a-code&state=a-state`;
    await expect(client.completeLogin(strange)).rejects.toMatchObject({
      errorCode: 'STATE_MISMATCH',
    });
    let begun = '';
    const navigate = (url: string): void => void (begun = url);
    await client.loginWith('corp', { redirectUri: CALLBACK, navigate });
    const state = new URL(begun).searchParams.get('state') ?? '';
    const refusal = `${CALLBACK}?error=access_denied&state=${state}`;
    await expect(client.completeLogin(refusal)).rejects.toMatchObject({
      errorCode: 'SIGN_IN_REFUSED',
    });
    await expect(client.completeLogin(refusal)).rejects.toMatchObject({
      errorCode: 'STATE_MISMATCH',
    });
    expect(frontend().front.times(ROUTES.token)).toBe(0);
  });
});
