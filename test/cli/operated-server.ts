import type { TestDatabase, ThrowAwayDatabase } from '../databases.js';
import { type FinishedProcess, finishedProcess } from '../e2e/harness/finished-process.js';
import { SigningKey } from '../e2e/harness/signing-key.js';
import { serverEnvironment, SpawnedServer } from '../e2e/harness/spawned-server.js';

/** A server for the tests of one block, and the command line of its operator. */
export interface Operated {
  readonly server: () => SpawnedServer;
  readonly databaseUrl: () => string;
  /** `portcullis` with these arguments, run to its end. */
  readonly portcullis: (...args: readonly string[]) => Promise<FinishedProcess>;
}

export function useOperatedServer(
  database: TestDatabase,
  settings: Readonly<Record<string, string>> = {},
): Operated {
  const key = SigningKey.rsa();
  let throwAway: ThrowAwayDatabase;
  let server: SpawnedServer;

  beforeAll(async () => {
    throwAway = await database.create();
    server = await SpawnedServer.start({
      databaseUrl: throwAway.url,
      keysDirectory: key.directory,
      environment: settings,
    });
  });

  afterAll(async () => {
    await server.stop();
    key.remove();
    await throwAway.drop();
  });

  return {
    server: () => server,
    databaseUrl: () => throwAway.url,
    portcullis: (...args) =>
      finishedProcess({
        script: 'portcullis.cjs',
        args,
        directory: key.directory,
        environment: { ...serverEnvironment(throwAway.url, key.directory), ...settings },
      }),
  };
}
