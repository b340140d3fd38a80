import { type TestDatabase, testDatabases } from '../../databases.js';
import { SigningKey } from './signing-key.js';
import { type Boot, TestServer } from './test-server.js';

/** Runs a suite once on every database that is there. */
export function onEachDatabase(name: string, define: (database: TestDatabase) => void): void {
  describe.each(testDatabases())(`${name}, on $dialect`, define);
}

/**
 * One server for all tests of a describe block, on a throw-away database.
 * @param lateSettings what is known once the hooks before have run
 */
export function useServer(
  database: TestDatabase,
  boot: Omit<Boot, 'databaseUrl'> = {},
  lateSettings: () => Boot['settings'] = () => undefined,
): () => TestServer {
  let server: TestServer | undefined;
  let release: () => Promise<void> = () => Promise.resolve();

  beforeAll(async () => {
    const { url, drop } = await database.create();
    release = drop;
    const settings = { ...boot.settings, ...lateSettings() };
    server = await TestServer.start({ key: SigningKey.rsa(), ...boot, settings, databaseUrl: url });
  });

  afterAll(async () => {
    await server?.close();
    server?.key.remove();
    await release();
  });

  return () => {
    if (!server) throw new Error('the server is not running');
    return server;
  };
}
