import type { TestDatabase } from '../../databases.js';
import { SigningKey } from './signing-key.js';
import { BUILT_SERVER, SpawnedServer } from './spawned-server.js';

export interface Processes {
  readonly databaseUrl: string;
  /** Starts one more server on the same database, with the same keys. */
  readonly start: (
    environment?: Readonly<Record<string, string>>,
    script?: string,
  ) => Promise<SpawnedServer>;
}

/** Server processes for the tests of a describe block; none outlives it, however it ends. */
export function useProcesses(database: TestDatabase): () => Processes {
  const key = SigningKey.rsa();
  const started: SpawnedServer[] = [];
  let created: Awaited<ReturnType<TestDatabase['create']>> | undefined;

  beforeAll(async () => {
    created = await database.create();
  });

  afterAll(async () => {
    await Promise.all(started.map((server) => server.kill()));
    key.remove();
    await created?.drop();
  });

  return () => {
    if (!created) throw new Error('the database is not there yet');
    const { url: databaseUrl } = created;
    return {
      databaseUrl,
      async start(environment = {}, script = BUILT_SERVER) {
        const server = await SpawnedServer.start({
          databaseUrl,
          keysDirectory: key.directory,
          environment,
          script,
        });
        started.push(server);
        return server;
      },
    };
  };
}
