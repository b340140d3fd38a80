import { onEachDatabase } from './harness/each-database.js';
import { expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { bearer } from './harness/sessions.js';
import { Secret } from '../../src/config/secret.js';
import { begin, exchange, EXTERNAL_COOKIES, TOKENS_GENERATED } from './providers/exchanges.js';
import { INVALID_CODE, UNAVAILABLE } from './providers/faults.js';
import { type GithubPerson, GithubServer } from './providers/github-server.js';
import { CALLBACK, providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';

const octocat: GithubPerson = {
  id: 583_231,
  login: 'octocat',
  name: 'The Octocat',
  emails: [
    { email: 'private@example.com', primary: false, verified: true },
    { email: 'octocat@example.com', primary: true, verified: true },
  ],
};

onEachDatabase('a code of GitHub', (database) => {
  const running = useProvider(
    database,
    () => GithubServer.start(),
    ({ issuer }) => {
      const github = providerSettings({ name: 'corp', issuer, kind: 'github', scopes: [] });
      const wrongSecret = { name: 'misconfigured', clientSecret: new Secret('not the secret') };
      return { settings: serverSettings([github, { ...github, ...wrongSecret }]) };
    },
  );

  const me = async (person: GithubPerson) => {
    const { provider, server } = running();
    const answer = await exchange(server, { authCode: provider.code(person) });
    return server.get(ROUTES.me, bearer(answer.string('accessToken')));
  };

  it('becomes a session', async () => {
    const { provider, server } = running();
    const answer = await exchange(server, { authCode: provider.code(octocat) });
    expectAnswer(answer, { status: 200, body: TOKENS_GENERATED, cookies: EXTERNAL_COOKIES });
    expect((await me(octocat)).body).toMatchObject({
      username: 'octocat',
      email: 'octocat@example.com',
      displayName: 'The Octocat',
    });
  });

  it('stands for the number of the account, for logins change hands', async () => {
    const first = await me(octocat);
    const renamed = await me({ ...octocat, login: 'octocat-renamed' });
    expect(renamed.value('uid')).toBe(first.value('uid'));
    const successor = await me({ id: 1, login: 'octocat', name: null, emails: [] });
    expect(successor.value('uid')).not.toBe(first.value('uid'));
    expect(successor.body).toMatchObject({ email: null, displayName: 'octocat' });
  });

  it('is redeemed with the PKCE verifier of a sign-in that began here', async () => {
    const { provider, server } = running();
    const begun = await begin(server, 'corp', {});
    const callback = provider.authorize(begun.authorizationUrl, octocat);
    const body = { authCode: callback.get('code'), state: callback.get('state') };
    expect((await exchange(server, { ...body, redirectUri: CALLBACK })).status).toBe(200);
  });

  it('is refused when it is wrong, though GitHub says so with status 200', async () => {
    expectAnswer(await exchange(running().server, { authCode: 'wrong' }), INVALID_CODE);
  });

  it('is of no use to a client that GitHub refuses', async () => {
    const { provider, server } = running();
    const body = { authCode: provider.code(octocat), provider: 'misconfigured' };
    expectAnswer(await exchange(server, body), UNAVAILABLE);
  });
});
