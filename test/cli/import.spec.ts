import { join } from 'node:path';
import { statSync } from 'node:fs';
import { FOREIGN_HASHES } from '../credentials/passwords/foreign-hashes.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { eventually } from '../e2e/harness/eventually.js';
import { requestLogin } from '../e2e/harness/sessions.js';
import { SigningKey } from '../e2e/harness/signing-key.js';
import { SpawnedServer } from '../e2e/harness/spawned-server.js';
import { type Store, useStores, wholeLines } from './transfers.js';

const BCRYPT = '$2y$07$BCryptRequires22Chrcte/VlQH0piJtjXl.0t1XkA8pw9dMXTpOq';
const BCRYPTED = 'rasmuslerdorf';

const CORP = { provider: 'corp', issuer: 'https://id.example.com', subject: '1' };

const people = [
  ...FOREIGN_HASHES,
  { name: 'bcrypt, of PHP', hash: BCRYPT, password: BCRYPTED },
].map(({ hash, password }, index) => ({
  password,
  line: { username: `imported${index}`, password: { hash } },
}));

onEachDatabase('portcullis import users', (database) => {
  const key = SigningKey.rsa();
  const newStore = useStores(database);
  const servers: SpawnedServer[] = [];
  let store: Store;

  const serve = async (): Promise<SpawnedServer> => {
    const server = await SpawnedServer.start({
      databaseUrl: store.url,
      keysDirectory: key.directory,
      environment: { RATE_LIMITS: 'off' },
    });
    servers.push(server);
    return server;
  };
  const status = async (server: SpawnedServer, username: string, password: string) =>
    (await requestLogin(server, 'token-pair', { username, password })).status;
  const hashes = async (): Promise<readonly (string | null)[]> => {
    const rows = await store.query<{ readonly password_hash: string | null }>(
      'SELECT password_hash FROM users ORDER BY username',
    );
    return rows.map((row) => row.password_hash);
  };

  beforeEach(async () => {
    store = await newStore();
  });

  afterEach(async () => {
    await Promise.all(servers.splice(0).map((server) => server.stop()));
  });

  afterAll(() => {
    key.remove();
  });

  it('lets its people in with the password that they had, and keeps a hash of our own then', async () => {
    expect(await store.import(people.map(({ line }) => line))).toEqual({
      code: 0,
      stdout: `Added: ${people.length}; present already: 0; refused: 0.\n`,
      stderr: '',
    });
    const server = await serve();
    for (const { line, password } of people) {
      expect(await status(server, line.username, `${password}!`)).toBe(401);
      expect(await status(server, line.username, password)).toBe(200);
      expect(await status(server, line.username, password)).toBe(200);
    }
    for (const hash of await hashes()) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const again = await store.counts(people.map(({ line }) => line));
    expect(again).toMatchObject({ added: 0, present: people.length, refused: 0 });
  });

  it('refuses each line that cannot be an account, and says which and why', async () => {
    const username = 'fine';
    const lines = [
      { username },
      'no JSON',
      '["a list"]',
      { username: 'a', passwort: 'hunter2-in-clear' },
      { username: 'a', password: 'hunter2-in-clear' },
      { username: 'a', password: { hash: 'hunter2-in-clear' } },
      {
        username: 'a',
        password: { hash: '$scrypt$ln=30,r=8,p=1$c29tZXNhbHQ$AAAAAAAAAAAAAAAAAAAAAA' },
      },
      { username: 'no blanks' },
      { username: 'ann@example.com' },
      { username: 'a', email: 'no address' },
      { username: 'a', id: '17' },
      { username: 'a', roles: ['not a role'] },
      { username: 'a', createdAt: 'yesterday' },
      { username: 'a', displayName: '\u202eadmin' },
      { username: 'a', identities: [{ issuer: 'https://id.example.com', subject: '1' }] },
      { username: 'a', identities: [CORP, { ...CORP }] },
      { username: 'a', identities: [{ ...CORP, subject: '1 ' }] },
      { username: 'Fine', displayName: 'another' },
      { username: 'x'.repeat(262_144) },
      '',
      { username: 'last' },
    ];
    const report = await store.refusals(lines);
    expect(report.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'bad-json'],
      [3, 'bad-field'],
      [4, 'bad-field'],
      [5, 'bad-field'],
      [6, 'unknown-hash'],
      [7, 'too-costly-hash'],
      [8, 'invalid-name'],
      [9, 'invalid-name'],
      [10, 'invalid-email'],
      [11, 'bad-field'],
      [12, 'bad-field'],
      [13, 'bad-field'],
      [14, 'bad-field'],
      [15, 'unknown-provider'],
      [16, 'bad-field'],
      [17, 'bad-field'],
      [19, 'line-too-long'],
      [18, 'name-taken'],
    ]);
    expect(JSON.stringify(report)).not.toContain('hunter2');
    const shown = await store.import(lines);
    expect(shown).toMatchObject({
      code: 1,
      stdout: 'Added: 0; present already: 2; refused: 18.\n',
    });
    expect(shown.stderr).toContain('line 5: bad-field: password must be an object\n');
    expect(shown.stderr).not.toContain('hunter2');
    expect((await store.accounts()).map((account) => account.username).sort()).toEqual([
      'fine',
      'last',
    ]);
  });

  it('tells refusals to their owner alone', async () => {
    await store.refusals(['no JSON']);
    expect(statSync(join(store.directory, 'report.jsonl')).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['name-taken', { username: 'ALICE' }],
    ['name-taken', { username: 'Alice', roles: ['admin'] }],
    ['id-taken', { id: '0190a000-0000-7000-8000-00000000a11c', username: 'bob' }],
    ['email-taken', { username: 'bob', email: 'alice@Example.com' }],
    ['identity-taken', { username: 'bob', identities: [CORP] }],
  ])('leaves an account alone whose own it would be: %s', async (reason, line) => {
    const alice = {
      id: '0190a000-0000-7000-8000-00000000a11c',
      username: 'Alice',
      email: 'Alice@example.com',
      identities: [CORP],
    };
    await store.import([alice]);
    const before = await store.export();
    expect(await store.refusals([line])).toMatchObject([{ line: 1, reason }]);
    expect(await store.export()).toEqual(before);
    expect(await store.counts([alice])).toMatchObject({ present: 1 });
  });

  it('that is killed and run again makes what one that is not makes', async () => {
    const lines = wholeLines(2600);
    const file = store.file(lines);
    const text = lines.map((line) => `${JSON.stringify(line)}\n`);
    const killed = store.importing();
    killed.input.write(text.slice(0, 1800).join(''));
    await eventually(async () => (await store.query('SELECT id FROM users')).length >= 500);
    await killed.kill();
    const there = await store.query('SELECT id FROM users');
    expect(there.length).toBeLessThanOrEqual(1800);
    const { stdout } = await store.portcullis('import', 'users', file, '--json');
    expect(JSON.parse(stdout)).toEqual({
      lines: lines.length,
      added: lines.length - there.length,
      present: there.length,
      refused: 0,
    });
    const exported = await store.export();
    const other = await newStore();
    await other.import(lines);
    expect(exported).toHaveLength(lines.length);
    expect(exported).toEqual(await other.export());
  });

  it('runs beside another one of the same lines, and adds each once', async () => {
    const lines = wholeLines(1200);
    const file = store.file(lines);
    const runs = await Promise.all(
      [1, 2].map(() => store.portcullis('import', 'users', file, '--json')),
    );
    const counts = runs.map(({ stdout }) => JSON.parse(stdout) as Record<string, number>);
    expect(counts.map(({ refused }) => refused)).toEqual([0, 0]);
    expect(counts.reduce((sum, { added = 0 }) => sum + added, 0)).toBe(1200);
    expect(await store.export()).toHaveLength(1200);
  });

  it('tells with --dry-run what would come of it, and writes nothing', async () => {
    await store.import([{ username: 'there' }]);
    const lines = [{ username: 'there' }, { username: 'new' }, { username: 'no blanks' }];
    const before = await store.query('SELECT * FROM audit_events');
    expect(await store.import(lines, '--dry-run')).toMatchObject({
      code: 1,
      stdout: 'Would be added: 1; present already: 1; refused: 1.\n',
    });
    expect(await store.accounts()).toHaveLength(1);
    const after = await store.query<{ type: string }>('SELECT * FROM audit_events');
    expect(after.filter(({ type }) => type.startsWith('import'))).toHaveLength(before.length);
  });

  it('gives what lines do not say as a registration would', async () => {
    await store.import([{ username: ' Ana ' }]);
    expect(await store.accounts()).toEqual([
      {
        id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-7/),
        username: 'Ana',
        displayName: 'Ana',
        roles: ['user'],
        createdAt: expect.stringMatching(/Z$/),
      },
    ]);
  });

  it('is two events in the audit, however many accounts it brings', async () => {
    await store.import([...wholeLines(30), { username: 'no blanks' }]);
    const events = await store.query<{ type: string; details: string; request_id: string }>(
      'SELECT type, details, request_id FROM audit_events ORDER BY at, id',
    );
    expect(events.map(({ type, details }) => [type, JSON.parse(details) as unknown])).toEqual([
      ['import-started', { format: 'portcullis' }],
      ['import-ended', { added: 30, present: 0, refused: 1 }],
    ]);
    expect(new Set(events.map(({ request_id }) => request_id)).size).toBe(1);
  });

  it('says every five seconds how far it is, where there is no terminal', async () => {
    const reading = store.importing();
    reading.input.write(`${JSON.stringify({ username: 'ana' })}\n`);
    await eventually(() => Promise.resolve(reading.errors() !== ''));
    expect(reading.errors()).toMatch(/^1 lines: 0 added, 0 present, 0 refused\n/);
    reading.input.end();
    expect(await reading.finished).toBe(0);
  });

  it.each([
    [['import', 'users'], 2],
    [['import', 'users', 'a.jsonl', '--format', 'ldif'], 2],
    [['import', 'users', 'a.jsonl', '--overwrite'], 2],
    [['import', 'users', 'not-there.jsonl'], 1],
    [['import', 'users', '.'], 1],
    [['import', 'users', '/dev/null', '--report', '.'], 1],
    [['import', 'users', '/dev/null', '--hash-config', '/dev/null'], 1],
  ])('ends %j with %d', async (args, code) => {
    const finished = await store.portcullis(...args);
    expect(finished).toMatchObject({ code, stdout: '' });
    const fault = code === 2 ? /^error: / : / cannot be used: .+\.\n$/;
    expect(finished.stderr).toMatch(fault);
  });
});
