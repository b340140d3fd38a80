import { join } from 'node:path';
import type { TestDatabase } from '../../databases.js';
import { useProcesses } from '../../e2e/harness/processes.js';
import type { SpawnedServer } from '../../e2e/harness/spawned-server.js';
import { Front } from './front.js';

const SERVER = join(__dirname, 'server-with-moving-clock.cjs');

export interface Frontend {
  readonly server: SpawnedServer;
  readonly front: Front;
  /** From now on no access token of before is good. */
  readonly expireAccessTokens: () => Promise<void>;
}

/** A real server in a process of its own, and what stands before it, for a describe block. */
export function useFrontend(
  database: TestDatabase,
  settings: () => Promise<Readonly<Record<string, string>>> = () => Promise.resolve({}),
): () => Frontend {
  const processes = useProcesses(database);
  let frontend: Frontend | undefined;
  let leaps = 0;

  beforeAll(async () => {
    const environment = { RATE_LIMITS: 'off', DOCS: 'off', ...(await settings()) };
    const server = await processes().start(environment, SERVER);
    const front = await Front.start(server.origin);
    frontend = {
      server,
      front,
      async expireAccessTokens() {
        leaps += 1;
        process.kill(server.pid, 'SIGUSR2');
        await server.logged(`clock ahead by ${leaps * 61 * 60_000}\n`);
      },
    };
  });

  afterEach(() => {
    if (!frontend) return;
    frontend.front.fate = () => 'forward';
    frontend.front.forget();
  });

  afterAll(async () => {
    await frontend?.front.close();
  });

  return () => {
    if (!frontend) throw new Error('the server is not running');
    return frontend;
  };
}
