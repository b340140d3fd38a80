import { TypeOrmPasswordHashes } from '../../../src/credentials/passwords/typeorm-password-hashes.js';
import { connect, type Connection } from '../../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../../databases.js';

describe.each(testDatabases())('password hashes on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;
  let hashes: TypeOrmPasswordHashes;

  beforeAll(async () => {
    database = await create();
    one = await connect(database.url);
    hashes = new TypeOrmPasswordHashes(one.session);
  });

  beforeEach(async () => {
    await one.session.execute('DELETE FROM users', []);
    await one.session.execute(
      `INSERT INTO users (id, username, username_key, display_name, roles, created_at)
       VALUES ('ana', 'ana', 'ana', 'Ana', '[]', 0)`,
      [],
    );
  });

  afterAll(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  it('are there once a password was given, and for no other account', async () => {
    expect(await hashes.of('ana')).toBeNull();
    await hashes.add('ana', 'first');
    expect(await hashes.of('ana')).toBe('first');
    expect(await hashes.of('ben')).toBeNull();
  });

  it('are not overwritten by a first password that comes late', async () => {
    await hashes.add('ana', 'first');
    await hashes.add('ana', 'late');
    expect(await hashes.of('ana')).toBe('first');
  });

  it('are replaced only in the place of the one that was read', async () => {
    await hashes.add('ana', 'first');
    await hashes.replace('ana', 'another', 'late');
    expect(await hashes.of('ana')).toBe('first');
    await hashes.replace('ana', 'first', 'next');
    expect(await hashes.of('ana')).toBe('next');
  });
});
