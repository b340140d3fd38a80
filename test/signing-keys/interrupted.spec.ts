import { chmod, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { DirectoryKeyStore } from '../../src/signing-keys/directory-key-store.js';
import { SealedKeys } from '../../src/signing-keys/sealed-keys.js';
import { TypeOrmKeyStore } from '../../src/signing-keys/typeorm-key-store.js';
import { Secrets } from '../../src/tokens/secrets/secrets.js';
import { connect, type Connection } from '../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';
import { databaseDump } from '../e2e/harness/database-dump.js';
import { keyDirectory } from '../tokens/keys/key-material.js';
import { newKey, SECRET } from './key-stores.js';

Logger.overrideLogger(false);

describe('a key directory', () => {
  let directory: string;
  const instance = () => new DirectoryKeyStore(directory, { confidential: true });
  const put = (name: string, text: string) =>
    writeFile(join(directory, name), text, { mode: 0o600 });
  const numbers = async () => {
    const { keys, highest } = await instance().read();
    return { found: keys.map((key) => ('number' in key ? key.number : null)), highest };
  };

  beforeEach(async () => {
    directory = keyDirectory();
    await instance().add(newKey(1));
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('has the keys of before when a process dies while it writes a file', async () => {
    await put('.0b0e6d4c.draft', '-----BEGIN PRIV');
    expect(await numbers()).toEqual({ found: [1], highest: 1 });
    expect(await instance().add(newKey(2))).toBe(true);
  });

  it('loses a key whole when a process dies between the two files of an old one', async () => {
    await instance().add(newKey(2));
    await instance().bringForward(newKey(1), 1500);
    await rm(join(directory, 'rotation-1.pem'));
    expect(await numbers()).toEqual({ found: [2], highest: 2 });
  });

  it.each(['', 'yesterday', '1700000000000\n'])(
    'believes a mark of revocation, whatever it says: %j',
    async (content) => {
      const [key] = (await instance().read()).keys;
      await put(`${key?.key.kid ?? ''}.revoked`, content);
      const [revoked] = (await instance().read()).keys;
      expect(revoked?.revokedAt).toBe(content.startsWith('17') ? 1_700_000_000_000 : 0);
    },
  );

  it('is not read where the times of a key are none, or others may read it', async () => {
    const path = join(directory, 'rotation-1.pem');
    const whole = await readFile(path, 'utf8');
    await put('rotation-1.pem', whole.replace('Signs-From: 2000', 'Signs-From: soon'));
    await expect(instance().read()).rejects.toThrow('does not say since when its key signs');
    await put('rotation-1.pem', whole);
    await put('rotation-1.earlier', 'now');
    await expect(instance().read()).rejects.toThrow('rotation-1.earlier holds no moment');
    await rm(join(directory, 'rotation-1.earlier'));
    await chmod(path, 0o644);
    await expect(instance().read()).rejects.toThrow('open to every account');
  });
});

describe.each(testDatabases())('the signing keys of a database, on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let connection: Connection;
  const instance = (...secrets: readonly string[]) => {
    const [newest = SECRET, ...older] = secrets;
    return new TypeOrmKeyStore(connection.session, new SealedKeys(new Secrets([newest, ...older])));
  };
  const kids = async (store = instance()) => (await store.read()).keys.map(({ key }) => key.kid);
  const run = (sql: string, ...parameters: readonly unknown[]) =>
    connection.dataSource.query(sql, [...parameters]);

  beforeEach(async () => {
    database = await create();
    connection = await connect(database.url);
  });

  afterEach(async () => {
    await connection.dataSource.destroy();
    await database.drop();
  });

  it('are encrypted', async () => {
    const key = newKey(1);
    await instance().add(key);
    const dump = await databaseDump(database.url);
    expect(dump).toContain(key.key.kid);
    expect(dump).not.toContain('PRIVATE KEY');
    const { d = '' } = key.key.privateKey.export({ format: 'jwk' });
    expect(dump).not.toContain(d);
    expect(dump).not.toContain(
      key.key.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url').slice(-40),
    );
  });

  it('are opened by every value of SECRETS, and sealed by the first', async () => {
    const [old, young] = [newKey(1), newKey(2)];
    const newest = 'n'.repeat(32);
    await instance().add(old);
    await instance(newest, SECRET).add(young);
    expect(await kids(instance(newest, SECRET))).toEqual([old.key.kid, young.key.kid]);
    expect(await kids(instance(newest))).toEqual([young.key.kid]);
    expect(await kids(instance(SECRET))).toEqual([old.key.kid]);
  });

  it('are the others where a row is half written', async () => {
    const [whole, half] = [newKey(1), newKey(2)];
    await instance().add(whole);
    await instance().add(half);
    await run('UPDATE signing_keys SET private_key = substr(private_key, 1, 40) WHERE number = 2');
    expect(await kids()).toEqual([whole.key.kid]);
    expect((await instance().read()).highest).toBe(2);
    await run(`UPDATE signing_keys SET private_key = '' WHERE number = 2`);
    expect(await kids()).toEqual([whole.key.kid]);
  });

  it('keep the server from starting where SECRETS opens none of them', async () => {
    await instance().add(newKey(1));
    await expect(instance('o'.repeat(32)).read()).rejects.toThrow(
      'SECRETS opens none of the signing keys in the database',
    );
  });

  it('open in their own row alone', async () => {
    const [one, two] = [newKey(1), newKey(2)];
    await instance().add(one);
    await instance().add(two);
    await run('UPDATE signing_keys SET kid = ? WHERE number = 2', one.key.kid);
    expect(await kids()).toEqual([one.key.kid]);
    await run('UPDATE signing_keys SET kid = ?, number = 9 WHERE number = 2', two.key.kid);
    expect(await kids()).toEqual([one.key.kid]);
  });
});
