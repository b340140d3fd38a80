import { DataSource } from 'typeorm';
import { newAccount, register } from '../../e2e/harness/accounts.js';
import { ROUTES } from '../../e2e/harness/routes.js';
import { bearer, CONTRACTS, login, refreshByBody, validation } from '../../e2e/harness/sessions.js';
import { SigningKey } from '../../e2e/harness/signing-key.js';
import { TestServer } from '../../e2e/harness/test-server.js';
import { whereThereIs } from '../../where-there-is.js';
import { mariadbPrograms, OwnMariadb } from './own-mariadb.js';

const ACCOUNT = 'portcullis';
const DATABASE = 'hostile';

/** Each turns something that a session would otherwise inherit. */
const SETTINGS = [
  '--autocommit=0',
  '--sql-mode=ORACLE,NO_BACKSLASH_ESCAPES,PAD_CHAR_TO_FULL_LENGTH,IGNORE_SPACE',
  '--completion-type=2',
  '--transaction-isolation=READ-UNCOMMITTED',
  '--default-time-zone=+13:00',
  '--lc-messages=de_DE',
  '--lc-messages-dir=/usr/share/mysql',
  '--character-set-server=latin1',
  '--collation-server=latin1_german1_ci',
  '--skip-character-set-client-handshake',
  '--default-storage-engine=Aria',
  '--lower-case-table-names=1',
  // MariaDB 10.11 crashes where this ends a statement that opens a table of Aria: half a second was too little.
  '--max-statement-time=2',
  '--wait-timeout=2',
  '--innodb-lock-wait-timeout=50',
  '--old-mode=UTF8_IS_UTF8MB3,NO_DUP_KEY_WARNINGS_WITH_IGNORE',
  `--init-connect=SET sql_select_limit = 1, sql_safe_updates = 1, sql_auto_is_null = 1, unique_checks = 0, autocommit = 0`,
];

whereThereIs(mariadbPrograms, 'a database server set against us, %s', (program) => {
  const key = SigningKey.rsa();
  let mariadb: OwnMariadb;
  let server: TestServer;

  beforeAll(async () => {
    mariadb = await OwnMariadb.start(program, ...SETTINGS);
    await mariadb.execute(
      `CREATE DATABASE ${DATABASE}`,
      `CREATE USER ${ACCOUNT}@'%'`,
      `GRANT ALL ON ${DATABASE}.* TO ${ACCOUNT}@'%'`,
      'COMMIT',
    );
    server = await TestServer.start({ databaseUrl: mariadb.url(DATABASE, ACCOUNT), key });
  }, 60_000);

  afterAll(async () => {
    await server.close();
    key.remove();
    await mariadb.stop();
  });

  const stored = async (sql: string): Promise<unknown> =>
    mariadb.execute(`SET NAMES utf8mb4`, `SELECT ${sql}`);

  it.each(CONTRACTS)('serves the %s contract from login to logout', async (contract) => {
    const account = await register(server, newAccount('hostile'));
    const session = await login(server, contract, account);
    expect(await validation(server, session.accessToken)).toBe(200);
    const refreshed = await refreshByBody(server, session.refreshToken);
    expect(refreshed.status).toBe(200);
    const { status } = await server.send({
      path: ROUTES.logout,
      headers: bearer(session.accessToken),
    });
    expect(status).toBe(204);
    expect(await validation(server, session.accessToken)).toBe(401);
    expect((await refreshByBody(server, session.refreshToken)).status).toBe(401);
  });

  it('ends no statement of ours for its time', async () => {
    const sql = 'SELECT @@SESSION.max_statement_time AS seconds, SLEEP(3) AS ended';
    const [row] = await server.resolve(DataSource).query<readonly object[]>(sql);
    expect(row).toMatchObject({ seconds: 0, ended: 0 });
  });

  it('keeps what it answered', async () => {
    const { username } = await register(server, newAccount('kept'));
    const rows = await stored(`username FROM ${DATABASE}.users WHERE username = '${username}'`);
    expect(rows).toEqual([{ username }]);
    expect(await stored(`COUNT(*) > 0 AS any_ FROM ${DATABASE}.audit_events`)).toEqual([
      { any_: 1 },
    ]);
  });

  it('stores every character, and takes none for SQL', async () => {
    const injection = `x\\', 'h', '["admin"]', 1, NULL, NULL, 'k1', 'k2') -- `;
    const names = [injection, `Zoë 🦊 '"\`;--`, 'ends in a backslash \\'];
    for (const displayName of names) {
      const account = newAccount('quoted');
      const created = await server.post(ROUTES.register, { ...account, displayName });
      expect(created.status).toBe(201);
      const { accessToken } = await login(server, 'token-pair', account);
      const me = await server.get(ROUTES.me, bearer(accessToken));
      expect([me.value('displayName'), me.value('roles')]).toEqual([displayName, ['user']]);
    }
  });

  it('says that a name is taken, whatever language the server speaks', async () => {
    const account = await register(server, newAccount('taken'));
    const again = await server.post(ROUTES.register, account);
    expect([again.status, again.value('errorCode')]).toEqual([400, 'USERNAME_TAKEN']);
  });

  it('decides a race between many refreshes as ever', async () => {
    const account = await register(server, newAccount('racing'));
    const { refreshToken } = await login(server, 'token-pair', account);
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => refreshByBody(server, refreshToken)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });
});
