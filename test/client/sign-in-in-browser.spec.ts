import { chromiums } from '../e2e/harness/chromium.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { OpenIdProvider } from '../e2e/providers/openid-provider.js';
import { newPerson } from '../e2e/providers/people.js';
import { CALLBACK, CLIENT_ID, CLIENT_SECRET } from '../e2e/providers/settings.js';
import { testDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { ASK, PATIENCE, useBrowser } from './harness/use-browser.js';
import { useFrontend } from './harness/use-frontend.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');
const database = sqlite;

whereThereIs(chromiums, 'a sign-in at a provider, in a browser', (executable) => {
  jest.setTimeout(PATIENCE);
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
  const browser = useBrowser(executable, frontend);

  afterAll(() => provider.close());

  it('ends on the page that it comes back to, whose address then holds no code', async () => {
    const { open, context } = browser();
    const window = await context();
    const left = await open(window);
    // Where the person goes is written down instead; the provider signs them in meanwhile.
    const address = await left.run(`new Promise((resolve, reject) => {
      client.loginWith('corp', { redirectUri: '${CALLBACK}', navigate: resolve }).catch(reject);
    })`);
    const person = provider.introduce(newPerson());
    const { search } = await provider.signIn(String(address), person);
    const back = await open(window, { tab: left.page, search: `${search}&theme=dark` });
    const session = await back.run('client.completeLogin()');
    expect(session).toMatchObject({ roles: ['user'] });
    expect(await back.run('location.pathname + location.search')).toBe('/page?theme=dark');
    expect(await back.run('client.completeLogin()')).toBeUndefined();
    expect(await back.run('client.me()')).toMatchObject({ email: person.email });
    await frontend().expireAccessTokens();
    expect(await back.run(ASK)).toBe(200);
    expect(frontend().front.times(ROUTES.refresh)).toBe(1);
    await back.run('client.logout()');
    const later = await open(window);
    expect(await later.run('client.getAccessToken()')).toBeUndefined();
  });
});
