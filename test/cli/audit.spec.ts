import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ThrowAwayDatabase } from '../databases.js';
import { connect } from '../database/connect.js';
import { newAccount, register } from '../e2e/harness/accounts.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { type FinishedProcess, finishedProcess } from '../e2e/harness/finished-process.js';
import { requestLogin } from '../e2e/harness/sessions.js';
import { SigningKey } from '../e2e/harness/signing-key.js';
import { serverEnvironment, SpawnedServer } from '../e2e/harness/spawned-server.js';

onEachDatabase('portcullis audit verify', (database) => {
  const key = SigningKey.rsa();
  let throwAway: ThrowAwayDatabase;

  const audit = (args: string, more: Readonly<Record<string, string>> = {}) =>
    finishedProcess({
      script: 'portcullis.cjs',
      args: `audit ${args}`.trim().split(' '),
      directory: key.directory,
      environment: { ...serverEnvironment(throwAway.url, key.directory), ...more },
    });
  const verify = (args = '', more: Readonly<Record<string, string>> = {}) =>
    audit(`verify ${args}`, more);
  const kinds = ({ stdout }: FinishedProcess): readonly string[] =>
    (JSON.parse(stdout) as { findings: { kind: string }[] }).findings.map(({ kind }) => kind);

  beforeAll(async () => {
    throwAway = await database.create();
    const server = await SpawnedServer.start({
      databaseUrl: throwAway.url,
      keysDirectory: key.directory,
    });
    const account = await register(server, newAccount('audited'));
    await requestLogin(server, 'token-pair', account);
    await server.stop();
  });

  afterAll(async () => {
    key.remove();
    await throwAway.drop();
  });

  it('finds nothing in the store of a server that has left, with its checkpoints outside', async () => {
    const { code, stdout, stderr } = await verify();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^Read 2 events in 1 chains, \d+ checkpoints, and \d+ outside\.\nNothing was altered\.\n$/,
    );
    expect(JSON.parse((await verify('--json')).stdout)).toMatchObject({
      intact: true,
      events: 2,
      waiting: 0,
      findings: [],
    });
  });

  it('cannot tell without the key', async () => {
    const other = await verify('--json', { AUDIT_KEY: '', SECRETS: 'x1y2z3'.repeat(8) });
    expect(other.code).toBe(17);
    expect(new Set(kinds(other))).toEqual(new Set(['cannot-tell']));
  });

  it('goes on telling when a new key writes', async () => {
    const environment = serverEnvironment(throwAway.url, key.directory);
    const rotated = { SECRETS: `${'n3w'.repeat(16)},${environment.SECRETS ?? ''}` };
    expect((await verify('', rotated)).code).toBe(0);
    expect((await verify('', { AUDIT_KEY: 'of its own '.repeat(4) })).code).toBe(0);
  });

  it('needs the file that it is given', async () => {
    expect(await verify('--checkpoints nowhere.jsonl')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no file nowhere.jsonl.\n',
    });
  });

  it('says what a checkpoint that was made up outside is, among other lines', async () => {
    const file = join(key.directory, 'collected.log');
    appendFileSync(file, '{"level":"info","msg":"another line"}\n');
    appendFileSync(
      file,
      '{"audit_checkpoint":{"process":"p","seq":1,"at":1,"heads":"","mac":"x"}}\n',
    );
    const { code, stdout } = await verify(`--checkpoints ${file} --json`);
    expect({ code, stdout: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 17,
      stdout: { outsideCheckpoints: 1 },
    });
  });

  it('still finds nothing when the personal fields of a user were erased', async () => {
    const { dataSource } = await connect(throwAway.url);
    const [row] = await dataSource.query<{ user_id: string; id: string }[]>(
      `SELECT user_id, id FROM audit_events WHERE type = 'login-succeeded'`,
    );
    await dataSource.destroy();
    const user = row?.user_id ?? '';
    expect(await audit(`erase --user ${user}`)).toEqual({
      code: 0,
      stdout: 'Erased the personal fields of 2 events.\n',
      stderr: '',
    });
    const again = await audit(`erase --event ${row?.id ?? ''} --json`);
    expect(JSON.parse(again.stdout)).toEqual({ events: 0, kept: 0, waiting: 0 });
    const verified = await verify();
    expect(verified.code).toBe(0);
    expect(verified.stdout).toContain('The personal fields of 2 events were erased.\n');
  });

  it.each(['', '--user a --event b', '--user %'])('erase %s erases nothing', async (args) => {
    expect(await audit(`erase ${args}`)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'Give either --user or --event, with an id.\n',
    });
  });

  it('says what was altered', async () => {
    const { dataSource } = await connect(throwAway.url);
    await dataSource.query(
      `UPDATE audit_events SET request_id = 'x' WHERE seq = 1 AND type = 'user-registered'`,
    );
    const altered = await verify();
    expect(altered.code).toBe(10);
    expect(altered.stdout).toMatch(/^altered: [\w-]{22}: event 1$/m);
    await dataSource.query('DELETE FROM audit_events');
    const gone = await verify('--json');
    expect([gone.code, ...new Set(kinds(gone))]).toEqual([14, 'chain-missing']);
    await dataSource.destroy();
  });
});
