import { AppConfig } from '../../../src/config/app-config.js';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { databaseOptions, openDatabase } from '../../../src/database/data-source.js';
import { whereThereIs } from '../../where-there-is.js';
import { mariadbPrograms, OwnMariadb } from './own-mariadb.js';

const PASSWORD = 'p@ss/w?rd#1%:ü';

function openssl(directory: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { cwd: directory, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** A certificate authority, and what it certifies: a server by name, and a client. */
function certificates(directory: string): void {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  for (const ca of ['ca', 'other']) {
    openssl(
      directory,
      'req',
      '-x509',
      ...key,
      '-keyout',
      `${ca}.key`,
      '-out',
      `${ca}.pem`,
      '-subj',
      `/CN=${ca}`,
      '-days',
      '2',
    );
  }
  for (const [name, host] of [
    ['server', 'db.example'],
    ['client', 'client'],
  ] as const) {
    openssl(
      directory,
      'req',
      ...key,
      '-keyout',
      `${name}.key`,
      '-out',
      `${name}.csr`,
      '-subj',
      `/CN=${host}`,
    );
    writeFileSync(join(directory, `${name}.ext`), `subjectAltName=DNS:${host}\n`);
    openssl(
      directory,
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      '-CA',
      'ca.pem',
      '-CAkey',
      'ca.key',
      '-CAcreateserial',
      '-out',
      `${name}.pem`,
      '-days',
      '2',
      '-extfile',
      `${name}.ext`,
    );
  }
}

whereThereIs(mariadbPrograms, 'a database server that asks for TLS, %s', (program) => {
  let directory: string;
  let mariadb: OwnMariadb;

  const file = (name: string): string => join(directory, name);

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'portcullis-tls-'));
    certificates(directory);
    mariadb = await OwnMariadb.start(
      program,
      `--ssl-ca=${file('ca.pem')}`,
      `--ssl-cert=${file('server.pem')}`,
      `--ssl-key=${file('server.key')}`,
    );
    await mariadb.execute(
      'CREATE DATABASE auth',
      "CREATE USER encrypted@'%' REQUIRE SSL",
      "CREATE USER certified@'%' REQUIRE X509",
      `CREATE USER 'odd@name'@'%' IDENTIFIED BY '${PASSWORD}'`,
      "GRANT ALL ON auth.* TO encrypted@'%', certified@'%', 'odd@name'@'%'",
    );
  }, 60_000);

  afterAll(async () => {
    await mariadb.stop();
    rmSync(directory, { recursive: true });
  });

  /** The cipher of the connection; empty without TLS. */
  const cipher = async (account: string, parameters: string): Promise<string> => {
    const databaseUrl = `${mariadb.url('auth', account)}${parameters}`;
    const dataSource = await openDatabase(databaseOptions(new AppConfig({ databaseUrl })));
    try {
      const sql = "SHOW SESSION STATUS LIKE 'Ssl_cipher'";
      const [row] = await dataSource.query<{ Value: string }[]>(sql);
      return row?.Value ?? '';
    } finally {
      await dataSource.destroy();
    }
  };

  it.each([
    ['encrypted', () => '?ssl-mode=required'],
    ['encrypted', () => `?ssl-mode=verify-ca&ssl-ca=${file('ca.pem')}`],
    [
      'certified',
      () =>
        `?ssl-mode=verify-ca&ssl-ca=${file('ca.pem')}&ssl-cert=${file('client.pem')}&ssl-key=${file('client.key')}`,
    ],
  ])('lets %s in as its URL says (case %#)', async (account, parameters) => {
    expect(await cipher(account, parameters())).not.toBe('');
  });

  it.each([
    ['no TLS', () => '', /Access denied/],
    ['another authority', () => `?ssl-mode=verify-ca&ssl-ca=${file('other.pem')}`, /certificate/],
    ['no authority', () => '?ssl-mode=verify-ca', /certificate/],
    ['a name that is not the address', () => `?ssl-ca=${file('ca.pem')}`, /altnames|Hostname/],
    ['a file that is not there', () => `?ssl-ca=${file('gone.pem')}`, /ssl-ca=.*gone\.pem/],
  ])('is not connected to with %s', async (_case, parameters, reason) => {
    await expect(cipher('encrypted', parameters())).rejects.toThrow(reason);
  });

  it('is logged in to with an odd name and password', async () => {
    const account = `odd%40name:${encodeURIComponent(PASSWORD)}`;
    expect(await cipher(account, '')).toBe('');
  });
});
