import { challengeOf, MFA, secured, type Secured } from './harness/authenticator-app.js';
import { type Account, credentialsOf } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { connect } from '../database/connect.js';
import { onEachDatabase } from './harness/each-database.js';
import { useProcesses } from './harness/processes.js';
import { requestLogin } from './harness/sessions.js';
import type { SpawnedServer } from './harness/spawned-server.js';
import { TestClock } from './harness/test-clock.js';

const CHALLENGES = 10;
const CALLERS = 50;

const clock = new TestClock();
const RECOVERY = { method: 'recovery-code' };

const challenges = (server: SpawnedServer, account: Account, count: number): Promise<string[]> =>
  Promise.all(
    Array.from({ length: count }, async () =>
      challengeOf(await requestLogin(server, 'token-pair', credentialsOf(account))),
    ),
  );

const complete = (server: SpawnedServer, body: object): Promise<Answer> =>
  server.send({ path: MFA, json: body });

/** What the database says of an account; each of them happened or did not. */
async function inStore(databaseUrl: string, { account }: Secured) {
  const { dataSource } = await connect(databaseUrl);
  const count = async (sql: string): Promise<number> => {
    const rows = await dataSource.query<{ readonly n: number | string }[]>(sql, [account.username]);
    return Number(rows[0]?.n);
  };
  const OF = 'user_id = (SELECT id FROM users WHERE username = ?)';
  const counts = {
    codes: await count(
      `SELECT COUNT(*) AS n FROM recovery_codes WHERE ${OF} AND used_at IS NOT NULL`,
    ),
    sessions: await count(
      `SELECT COUNT(*) AS n FROM refresh_tokens WHERE ${OF} AND amr LIKE '% mfa'`,
    ),
    challenges: await count(`SELECT COUNT(*) AS n FROM login_challenges WHERE ${OF}`),
  };
  await dataSource.destroy();
  return counts;
}

onEachDatabase('second factors at two processes', (database) => {
  const processes = useProcesses(database);
  let servers: readonly [SpawnedServer, SpawnedServer];

  beforeAll(async () => {
    const { start } = processes();
    const environment = { RATE_LIMITS: 'off', HASH_QUEUE: '256' };
    servers = [await start(environment), await start(environment)];
  });

  /** From all callers at once, each challenge as often as it takes attempts. */
  const fromAll = async (account: Account, body: object): Promise<readonly Answer[]> => {
    const ids = await challenges(servers[0], account, CHALLENGES);
    return Promise.all(
      Array.from({ length: CALLERS }, (_, n) =>
        complete(servers[n % 2 === 0 ? 0 : 1], { ...body, challengeId: ids[n % CHALLENGES] }),
      ),
    );
  };

  const expectOne = (answers: readonly Answer[]): void => {
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(CALLERS - 1);
  };

  it('let one TOTP code in once, sent fifty times at once', async () => {
    const { account, app } = await secured(servers[0], clock);
    expectOne(await fromAll(account, { code: app.code() }));
  });

  it('let one recovery code in once, sent fifty times at once', async () => {
    const owner = await secured(servers[0], clock);
    const [code] = owner.recoveryCodes;
    expectOne(await fromAll(owner.account, { ...RECOVERY, code }));
    expect(await inStore(processes().databaseUrl, owner)).toMatchObject({ codes: 1, sessions: 1 });
  });

  it('let one challenge in once, met by ten codes at once', async () => {
    const owner = await secured(servers[0], clock);
    const [challengeId] = await challenges(servers[0], owner.account, 1);
    const answers = await Promise.all(
      owner.recoveryCodes.map((code, n) =>
        complete(servers[n % 2 === 0 ? 0 : 1], { ...RECOVERY, challengeId, code }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(await inStore(processes().databaseUrl, owner)).toMatchObject({ codes: 1, sessions: 1 });
  });
});

onEachDatabase('kill -9 in the middle of logins with a second factor', (database) => {
  const processes = useProcesses(database);

  it('leaves no code used up without its session, and no challenge met without it', async () => {
    const { start, databaseUrl } = processes();
    const environment = { RATE_LIMITS: 'off' };
    let server = await start(environment);
    for (let round = 0; round < 3; round += 1) {
      const owner = await secured(server, clock);
      const ids = await challenges(server, owner.account, CHALLENGES);
      let answered = 0;
      const asked = owner.recoveryCodes.map(async (code, n) => {
        await complete(server, { ...RECOVERY, challengeId: ids[n], code });
        answered += 1;
        // The others are under way.
        if (answered === round + 1) await server.kill();
      });
      await Promise.allSettled(asked);
      server = await start(environment);
      const { codes, sessions, challenges: left } = await inStore(databaseUrl, owner);
      expect(sessions).toBe(codes);
      expect(left).toBe(CHALLENGES - sessions);
      expect(sessions).toBeGreaterThanOrEqual(answered);
    }
  }, 120_000);
});
