import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { testDatabases } from '../databases.js';
import { requestLogin } from '../e2e/harness/sessions.js';
import { SigningKey } from '../e2e/harness/signing-key.js';
import { SpawnedServer } from '../e2e/harness/spawned-server.js';
import {
  FIREBASE_SALT,
  FIREBASE_TAG,
  HASH_CONFIG,
  keycloakCredential,
  type Peer,
  PEERS,
} from './peer-exports.js';
import { useStores } from './transfers.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');

const hasJq = spawnSync('jq', ['--version']).status === 0;
const PAGE = readFileSync(join(__dirname, '../../docs/import.md'), 'utf8');

/** Without jq, what the filter would make of these documents. */
function linesOf({ document, filter, format }: Peer): string {
  if (hasJq) return spawnSync('jq', ['-c', filter], { input: document, encoding: 'utf8' }).stdout;
  process.stderr.write(`\nNo jq to be found: the command for ${format} is not tried.\n`);
  if (filter === '.') return document;
  const whole = JSON.parse(document) as { readonly users?: readonly object[] } | readonly object[];
  const users = 'users' in whole ? (whole.users ?? []) : (whole as readonly object[]);
  const people = users.filter((user) => !('serviceAccountClientId' in user));
  return people.map((user) => JSON.stringify(user)).join('\n');
}

describe('portcullis import users --format', () => {
  const key = SigningKey.rsa();
  const newStore = useStores(sqlite, {
    PROVIDERS: 'google',
    PROVIDER_GOOGLE_CLIENT_ID: 'client',
    PROVIDER_GOOGLE_CLIENT_SECRET: 'a-secret-of-the-client-at-google',
    PROVIDER_GOOGLE_REDIRECT_URIS: 'https://app.example.com/callback',
  });

  afterAll(() => {
    key.remove();
  });

  it.each(PEERS)('$format reads its export, made lines of as the page says', async (peer) => {
    if (peer.filter !== '.') expect(PAGE).toContain(`jq -c '${peer.filter}'`);
    const store = await newStore();
    writeFileSync(join(store.directory, 'hash-config.txt'), HASH_CONFIG);
    const lines = linesOf(peer).split('\n').filter(Boolean);
    const args = ['--format', peer.format, ...(peer.options ?? [])];
    const imported = await store.import(lines, ...args);
    expect(imported).toMatchObject({ code: 0, stderr: '' });
    const accounts = await store.accounts();
    for (const expected of peer.accounts) {
      expect(accounts).toContainEqual(expect.objectContaining(deeply(expected)));
    }
    expect(accounts).toHaveLength(peer.accounts.length);
    const again = await store.counts(
      lines.map((line) => JSON.parse(line) as object),
      ...args,
    );
    expect(again).toMatchObject({ added: 0, present: accounts.length });
    await expectLogins(store.url, peer.passwords);
  });

  it('firebase needs the parameters of the project for its hashes', async () => {
    const store = await newStore();
    const line = { email: 'a@example.com', passwordHash: FIREBASE_TAG, salt: FIREBASE_SALT };
    expect(await store.refusals([line], '--format', 'firebase')).toMatchObject([
      { line: 1, reason: 'unknown-hash', detail: expect.stringContaining('--hash-config') },
    ]);
  });

  it.each([
    ['keycloak', { username: 'a', federatedIdentities: [{ identityProvider: 'x', userId: '1' }] }],
    ['auth0', { email: 'a@example.com', identities: [{ provider: 'twitter', user_id: '1' }] }],
  ])('%s refuses who would lose an identity', async (format, line) => {
    const store = await newStore();
    expect(await store.refusals([line], '--format', format)).toMatchObject([
      { line: 1, reason: 'unknown-provider' },
    ]);
  });

  it('keycloak refuses a hash that it cannot verify', async () => {
    const store = await newStore();
    const line = { username: 'a', credentials: [keycloakCredential('md5', 1, FIREBASE_TAG)] };
    expect(await store.refusals([line], '--format', 'keycloak')).toMatchObject([
      { line: 1, reason: 'unknown-hash' },
    ]);
  });

  async function expectLogins(
    databaseUrl: string,
    passwords: Readonly<Record<string, string>>,
  ): Promise<void> {
    const server = await SpawnedServer.start({
      databaseUrl,
      keysDirectory: key.directory,
      environment: { RATE_LIMITS: 'off' },
    });
    try {
      for (const [username, password] of Object.entries(passwords)) {
        const right = await requestLogin(server, 'token-pair', { username, password });
        const wrong = await requestLogin(server, 'token-pair', {
          username,
          password: `${password}x`,
        });
        expect([username, right.status, wrong.status]).toEqual([username, 200, 401]);
      }
    } finally {
      await server.stop();
    }
  }
});

/** What is expected of an account and of each of its identities, which have more than that. */
const deeply = (expected: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [
      name,
      name === 'identities' && Array.isArray(value)
        ? value.map((identity: object) => expect.objectContaining({ ...identity }) as unknown)
        : value,
    ]),
  );
