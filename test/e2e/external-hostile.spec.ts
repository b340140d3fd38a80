import { rsaPair } from '../rsa-pairs.js';
import { randomUUID } from 'node:crypto';
import type { Answer } from './harness/answer.js';
import { onEachDatabase } from './harness/each-database.js';
import { expectAnswer } from './harness/golden.js';
import { begin, exchange } from './providers/exchanges.js';
import { INVALID_CODE, UNAVAILABLE } from './providers/faults.js';
import {
  type Answering,
  HostileProvider,
  json,
  signedBy,
  type TokenLie,
} from './providers/hostile-provider.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';

const foreign = rsaPair().privateKey;
const now = (): number => Math.floor(Date.now() / 1000);

const LIES: readonly (readonly [string, TokenLie])[] = [
  ['of another issuer', { claims: { iss: 'https://other.example.com' } }],
  ['of an issuer that is almost it', { claims: { iss: 'http://127.0.0.1' } }],
  ['for another client', { claims: { aud: 'another-client' } }],
  ['for several clients without saying which', { claims: { aud: ['portcullis', 'other'] } }],
  [
    'for several clients, of which another asked',
    { claims: { aud: ['portcullis', 'x'], azp: 'x' } },
  ],
  ['that another client asked for', { claims: { azp: 'another-client' } }],
  ['without a signature', { header: { alg: 'none' }, forge: () => '' }],
  [
    'signed with the public key for a secret',
    { header: { alg: 'HS256' }, forge: (input, provider) => provider.hmacByPublicKey(input) },
  ],
  ['signed by a foreign key under a known name', { forge: (input) => signedBy(foreign, input) }],
  ['with the signature of nothing', { forge: () => 'AAAA' }],
  ['signed by a key that nobody published', { header: { kid: 'unheard-of' } }],
  ['with a key of its own', { header: { jwk: {}, crit: ['jwk'] } }],
  ['that has expired', { claims: { iat: now() - 600, exp: now() - 61 } }],
  ['that never expires', { claims: { exp: undefined } }],
  ['from the future', { claims: { iat: now() + 300, exp: now() + 900 } }],
  ['that is not valid yet', { claims: { nbf: now() + 300 } }],
  ['with a nonce that nobody asked for', { claims: { nonce: 'replayed' } }],
  ['about nobody', { claims: { sub: '' } }],
  ['about somebody with a blank behind', { claims: { sub: 'somebody ' } }],
  ['about somebody of endless name', { claims: { sub: 's'.repeat(256) } }],
];

const body =
  (type: string, text: string, status = 200): Answering =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type }).end(text);
  };

/** As much as the reader takes, and more. */
const endless: Answering = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const chunk = Buffer.alloc(65_536, ' ');
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
};

const TROUBLES: readonly (readonly [string, Answering])[] = [
  ['fails', body('text/plain', 'oops', 500)],
  ['is busy', json({ error: 'temporarily_unavailable' }, 503)],
  ['is asked too often', json({}, 429)],
  ['answers HTML', body('text/html', '<h1>Sign in</h1>')],
  ['answers JSON that is none', body('application/json', '{"access_token": "secret-')],
  ['answers a list', json([])],
  ['answers nothing', body('application/json', '')],
  ['answers without end', endless],
  ['hangs up', (request) => request.socket.destroy()],
  ['sends us elsewhere', (_, response) => response.writeHead(307, { location: '/else' }).end()],
  ['says that the fault is its own', json({ error: 'server_error' }, 400)],
  ['does not know our client', json({ error: 'invalid_client' }, 401)],
  ['gives no ID token', json({ access_token: 'x', token_type: 'Bearer' })],
  ['gives a numeric access token', json({ access_token: 7, token_type: 'Bearer', id_token: 'x' })],
];

onEachDatabase('a provider that lies', (database) => {
  const running = useProvider(
    database,
    () => HostileProvider.start(),
    ({ issuer }) => ({ settings: serverSettings([providerSettings({ name: 'corp', issuer })]) }),
  );

  const tryCode = (): Promise<Answer> => exchange(running().server, { authCode: randomUUID() });

  afterEach(async () => {
    running().provider.behave();
    expect((await tryCode()).status).toBe(200);
  });

  it.each(LIES)('is not believed about an ID token %s', async (_, lie) => {
    running().provider.lie(lie);
    expectAnswer(await tryCode(), INVALID_CODE);
  });

  it.each([
    ['another nonce', 'replayed'],
    ['no nonce', undefined],
  ])('is not believed about a sign-in that began here, with %s', async (_, nonce) => {
    const { provider, server } = running();
    const { state } = await begin(server, 'corp', {});
    provider.lie({ claims: { nonce } });
    expectAnswer(await exchange(server, { authCode: randomUUID(), state }), INVALID_CODE);
  });

  it('is asked once more for a key that nobody knows, and once only', async () => {
    const { provider } = running();
    provider.lie({ header: { kid: 'unheard-of' } });
    const asked = provider.timesAsked('/jwks');
    expectAnswer(await tryCode(), INVALID_CODE);
    expect(provider.timesAsked('/jwks')).toBe(asked + 1);
  });

  it.each(TROUBLES)('is said to be unavailable when it %s', async (_, answering) => {
    const { provider } = running();
    provider.misbehave('/token', answering);
    const asked = provider.timesAsked('/token');
    expectAnswer(await tryCode(), UNAVAILABLE);
    expect(provider.timesAsked('/token')).toBe(asked + 1);
  });

  it('is said to be unavailable when it gives tokens of another type', async () => {
    const { provider } = running();
    provider.misbehave('/token', json({ ...provider.tokens(), token_type: 'mac' }));
    expectAnswer(await tryCode(), UNAVAILABLE);
  });

  it.each<[string, Answering]>([
    ['an error we do not know', json({ error: 'out_of_cheese' }, 400)],
    ['that access is denied', json({ error: 'access_denied' }, 400)],
    ["its firewall's refusal", body('text/html', '<h1>Forbidden</h1>', 403)],
    ['that the request is too long', body('text/html', '<h1>Too long</h1>', 414)],
  ])('refuses the code when it answers %s', async (_, answering) => {
    running().provider.misbehave('/token', answering);
    expectAnswer(await tryCode(), INVALID_CODE);
  });
});
