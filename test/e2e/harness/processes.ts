import type { TestDatabase } from '../../databases.js';
import type { Credentials } from './clients.js';
import { finishedProcess } from './finished-process.js';
import { SigningKey } from './signing-key.js';
import { BUILT_SERVER, serverEnvironment, SpawnedServer } from './spawned-server.js';

export interface Processes {
  readonly databaseUrl: string;
  /** Starts one more server on the same database, with the same keys. */
  readonly start: (
    environment?: Readonly<Record<string, string>>,
    script?: string,
  ) => Promise<SpawnedServer>;
  /** `portcullis` with these arguments, as an operator of these servers; what it prints. */
  readonly command: (
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ) => Promise<string>;
  /** A service account, made as an operator makes one; there has to have been a server. */
  readonly newClient: (name: string, audience?: string) => Promise<Credentials>;
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
    const command: Processes['command'] = async (args, environment = {}) => {
      const { code, stdout, stderr } = await finishedProcess({
        script: 'portcullis.cjs',
        args,
        directory: key.directory,
        environment: { ...serverEnvironment(databaseUrl, key.directory), ...environment },
      });
      if (code !== 0) throw new Error(stderr);
      return stdout;
    };
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
      command,
      async newClient(name, audience = 'portcullis') {
        const args = ['client', 'create', name, '--audience', audience, '--json'];
        return JSON.parse(await command(args)) as Credentials;
      },
    };
  };
}
