import { SigningKey } from '../harness/signing-key.js';
import { type Boot, TestServer } from '../harness/test-server.js';
import type { TestDatabase } from '../../databases.js';

/** Something that a server stands on, and that has to be there before it. */
export interface Closable {
  close(): Promise<void>;
}

export interface Running<Provider> {
  readonly provider: Provider;
  readonly server: TestServer;
}

/** A provider, and a server that knows it, for all tests of a describe block. */
export function useProvider<Provider extends Closable>(
  database: TestDatabase,
  start: () => Promise<Provider>,
  boot: (provider: Provider) => Omit<Boot, 'databaseUrl'>,
): () => Running<Provider> {
  let running: Running<Provider> | undefined;
  let release: () => Promise<void> = () => Promise.resolve();

  beforeAll(async () => {
    const { url, drop } = await database.create();
    release = drop;
    const provider = await start();
    const key = SigningKey.rsa();
    const server = await TestServer.start({ key, ...boot(provider), databaseUrl: url });
    running = { provider, server };
  });

  afterAll(async () => {
    await running?.server.close();
    running?.server.key.remove();
    await running?.provider.close();
    await release();
  });

  return () => {
    if (running === undefined) throw new Error('nothing is running');
    return running;
  };
}
