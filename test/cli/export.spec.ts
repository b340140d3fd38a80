import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newAccount, register } from '../e2e/harness/accounts.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { SigningKey } from '../e2e/harness/signing-key.js';
import { SpawnedServer } from '../e2e/harness/spawned-server.js';
import { useStores, wholeLines } from './transfers.js';

onEachDatabase('portcullis export users', (database) => {
  const newStore = useStores(database);

  it('tells all accounts, which an empty store takes in as they are', async () => {
    const key = SigningKey.rsa();
    const store = await newStore();
    await store.import(wholeLines(1100));
    const server = await SpawnedServer.start({
      databaseUrl: store.url,
      keysDirectory: key.directory,
    });
    const ana = await register(server, newAccount('ana'));
    await register(server, { ...newAccount('émile'), displayName: 'ﷺ 😀 \\u0000 "quoted"' });
    await server.stop();
    key.remove();
    await store.portcullis('user', 'disable', ana.username);
    const lines = await store.export();
    expect(lines).toHaveLength(1102);
    const other = await newStore();
    expect(await other.import(lines)).toMatchObject({ code: 0 });
    expect(await other.export()).toEqual(lines);
    // How often a row was changed is of the store that changed it.
    const users = async (of: typeof store) =>
      (await of.query<object>('SELECT * FROM users ORDER BY id')).map((row) => ({
        ...row,
        version: 1,
      }));
    expect(await users(other)).toEqual(await users(store));
    const identities = 'SELECT * FROM identities ORDER BY id';
    expect(await other.query(identities)).toEqual(await store.query(identities));
    expect(await other.query(identities)).toHaveLength(220);
  });

  it('writes a whole file for its owner alone, and over no other', async () => {
    const store = await newStore();
    await store.import(wholeLines(3));
    const file = join(store.directory, `${database.dialect}.jsonl`);
    // What is left of a run that was killed.
    writeFileSync(`${file}.part`, 'half a line', { mode: 0o644 });
    const run = () => store.portcullis('export', 'users', '--output', file, '--json');
    const { code, stdout } = await run();
    expect([code, JSON.parse(stdout)]).toEqual([0, { exported: 3, file }]);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').split('\n').filter(Boolean)).toEqual(await store.export());
    expect(await run()).toEqual({ code: 1, stdout: '', stderr: `${file} is there already.\n` });
  });

  it('of an empty store is nothing', async () => {
    const store = await newStore();
    expect(await store.portcullis('export', 'users')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  it('is two events in the audit', async () => {
    const store = await newStore();
    await store.import(wholeLines(3));
    await store.export();
    const events = await store.query<{ type: string; details: string }>(
      "SELECT type, details FROM audit_events WHERE type LIKE 'export%' ORDER BY at, id",
    );
    expect(events.map(({ type, details }) => [type, JSON.parse(details) as unknown])).toEqual([
      ['export-started', {}],
      ['export-ended', { exported: 3 }],
    ]);
  });

  it('knows one form', async () => {
    const store = await newStore();
    expect(await store.portcullis('export', 'users', '--format', 'csv')).toMatchObject({ code: 2 });
  });
});
