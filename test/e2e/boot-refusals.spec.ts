import { AppConfig } from '../../src/config/app-config.js';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { databaseOptions, openDatabase } from '../../src/database/data-source.js';
import { sharedDatabases, testDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { type FinishedProcess, finishedProcess } from './harness/finished-process.js';
import { SigningKey } from './harness/signing-key.js';
import { BUILT_SERVER, serverEnvironment } from './harness/spawned-server.js';

const SECRET = 'geheim-und-mehr';
/** A port that no service uses (IANA: reserved). */
const PRIVILEGED = 1023;
/** The account that Debian calls nobody. */
const NOBODY = 65534;
const FIRST_OPEN_PORT = '/proc/sys/net/ipv4/ip_unprivileged_port_start';

const isRoot = process.getuid?.() === 0;

const ordinaryAccountsAreKeptFrom = (port: number): boolean =>
  existsSync(FIRST_OPEN_PORT) && Number(readFileSync(FIRST_OPEN_PORT, 'utf8')) > port;

/** In a home directory that is closed to others it may not. */
const mayReadTheServer = (uid: number): boolean =>
  spawnSync(process.execPath, ['--check', BUILT_SERVER], { uid }).status === 0;

describe('a server that cannot start', () => {
  let key: SigningKey;

  const start = (environment: Readonly<Record<string, string>>): Promise<FinishedProcess> =>
    finishedProcess({
      script: 'portcullis.cjs',
      directory: key.directory,
      environment: {
        ...serverEnvironment('sqlite:database.sqlite', key.directory),
        ...environment,
      },
    });
  const refused = (...faults: readonly string[]): Partial<FinishedProcess> => ({
    code: 78,
    stdout: '',
    stderr: ['Configuration refused:', ...faults.map((fault) => `  - ${fault}`), ''].join('\n'),
  });

  beforeEach(() => {
    key = SigningKey.rsa();
  });

  afterEach(() => {
    key.remove();
  });

  it('names every fault of its configuration at once, and no value', async () => {
    const answer = await start({
      PORT: 'http',
      DATABASE_URL: `postgres://portcullis:${SECRET}@localhost/portcullis`,
      CORS_ORIGINS: 'app.example.com',
      LOG_LEVEL: 'loud',
    });
    expect(answer).toEqual(
      refused(
        'PORT must be an integer number',
        'CORS_ORIGINS must list origins in lower case, without path or *, such as https://app.example.com or capacitor://localhost',
        'LOG_LEVEL must be one of the following values: fatal, error, warn, info, debug, trace, silent',
        'DATABASE_URL must be sqlite:<path>, mysql://<user>:<password>@<host>/<name> or mariadb://<user>:<password>@<host>,<host>/<name>',
      ),
    );
  });

  it('makes nothing up in production', async () => {
    const answer = await start({
      NODE_ENV: 'production',
      ISSUER: '',
      JWT_KEYS_DIR: '',
      SECRETS: '',
    });
    expect(answer).toEqual(
      refused(
        'ISSUER must be set in production',
        'AUDIENCE must be set in production',
        'JWT_KEYS_DIR, JWT_PRIVATE_KEY or JWT_KEY_STORE=database must be set in production',
        'SECRETS or SECRETS_FILE must be set in production; make one with: openssl rand -base64 48',
        'TRUST_PROXY, or TLS_CERT_FILE and TLS_KEY_FILE, must be set in production',
      ),
    );
  });

  it('reads a .env with a byte order mark as what it says', async () => {
    writeFileSync(join(key.directory, '.env'), '\uFEFFNODE_ENV=production\n');
    const { code, stderr } = await start({ NODE_ENV: '' });
    expect(code).toBe(78);
    expect(stderr).toContain('AUDIENCE must be set in production');
  });

  it('names the line of a .env that it cannot read, and not its content', async () => {
    writeFileSync(join(key.directory, '.env'), `PORT=0\nNODE_ENV: ${SECRET}\n`);
    expect(await start({})).toEqual(
      refused('.env, line 2 is not NAME=value, or its quote is not closed'),
    );
  });

  it('names the key file that is none, and not its content', async () => {
    const file = join(key.directory, 'next.pem');
    writeFileSync(file, SECRET, { mode: 0o600 });
    const { code, stdout, stderr } = await start({});
    expect({ code, stderr }).toMatchObject({ code: 78, stderr: expect.stringContaining(file) });
    expect(stdout + stderr).not.toContain(SECRET);
    expect(stdout + stderr).not.toContain('    at ');
  });

  const takenPort = async (
    environment: Readonly<Record<string, string>>,
  ): Promise<{ finished: FinishedProcess; sentence: string }> => {
    const other = createServer();
    await once(other.listen(0, '127.0.0.1'), 'listening');
    const { port } = other.address() as AddressInfo;
    const finished = await start({ ...environment, PORT: String(port) });
    other.close();
    return {
      finished,
      sentence: `Portcullis could not start: port ${port} is taken by another program, or by another Portcullis. End that one, or choose another port: PORT=${port + 1}`,
    };
  };

  it('says in a sentence that its port is taken, and what to do', async () => {
    const { finished, sentence } = await takenPort({});
    expect(finished).toMatchObject({ code: 1, stderr: `${sentence}\n` });
    expect(finished.stdout).not.toContain('EADDRINUSE');
  });

  it('says in a sentence that its account may not have the port', async () => {
    if (!ordinaryAccountsAreKeptFrom(PRIVILEGED) || (isRoot && !mayReadTheServer(NOBODY))) {
      process.stderr.write(`\nNo account here is kept from port ${PRIVILEGED}: not tested.\n`);
      return;
    }
    const files = readdirSync(key.directory).map((name) => join(key.directory, name));
    if (isRoot) for (const path of [key.directory, ...files]) chownSync(path, NOBODY, NOBODY);
    const { code, stderr } = await finishedProcess({
      script: 'portcullis.cjs',
      directory: key.directory,
      environment: {
        ...serverEnvironment('sqlite::memory:', key.directory),
        PORT: String(PRIVILEGED),
      },
      ...(isRoot ? { uid: NOBODY } : {}),
    });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `Portcullis could not start: this account may not listen on port ${PRIVILEGED}. Choose a port above 1023, such as PORT=3000, or let the system allow it\n`,
    });
  });

  it('says in a sentence that its host is no address of this machine', async () => {
    // TEST-NET-3 (RFC 5737), which no machine has.
    const { code, stderr } = await start({ HOST: '203.0.113.1' });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'Portcullis could not start: HOST is no address of this machine. Leave it out to listen on all of them, or choose one that it has\n',
    });
  });

  it('says in a line that its database file is none', async () => {
    writeFileSync(join(key.directory, 'database.sqlite'), 'Some text that is no database.');
    const { code, stdout, stderr } = await start({});
    expect(code).toBe(1);
    expect(stderr).toBe('Portcullis could not start: file is not a database\n');
    expect(stdout).not.toContain('not a database');
  });

  it.each(testDatabases())('names the accounts whose names meet, on $dialect', async (each) => {
    const throwAway = await each.create();
    const options = databaseOptions(new AppConfig({ databaseUrl: throwAway.url }));
    const dataSource = await openDatabase(options);
    for (const name of ['strasse', 'straße']) {
      await dataSource.query(
        `INSERT INTO users (id, username, username_key, display_name, roles, created_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
        [`id-of-${name}`, name, name, name, '["user"]', 1],
      );
    }
    await dataSource.query(`DELETE FROM migrations WHERE name LIKE 'FoldNames%'`);
    await dataSource.destroy();
    const { code, stderr } = await start({ DATABASE_URL: throwAway.url });
    await throwAway.drop();
    expect(code).toBe(1);
    expect(stderr).toContain(
      '\n  username: "straße" (id-of-straße) and "strasse" (id-of-strasse)\n',
    );
    expect(stderr).not.toContain('    at ');
  });

  whereThereIs(sharedDatabases(), 'on $dialect', ({ create }) => {
    it('says so as several processes too', async () => {
      const { url, drop } = await create();
      const { finished, sentence } = await takenPort({ WORKERS: '2', DATABASE_URL: url });
      await drop();
      const [first, ...rest] = finished.stderr.trimEnd().split('\n');
      expect({ code: finished.code, first }).toEqual({ code: 1, first: sentence });
      // Each of them may have the time to say so.
      for (const line of rest) expect(line).toBe(sentence);
    });

    it('says in a line that the database does not let it in, without the password', async () => {
      const throwAway = await create();
      const url = new URL(throwAway.url);
      Object.assign(url, { username: 'portcullis_nobody', password: SECRET });
      const { code, stdout, stderr } = await start({ DATABASE_URL: url.href });
      await throwAway.drop();
      expect(code).toBe(1);
      expect(stderr).toMatch(/^Portcullis could not start: Access denied for user .*\n$/);
      expect(stdout + stderr).not.toContain(SECRET);
    });
  });
});
