import type { Settings } from '../../src/config/app-config.js';
import { KeyRevocation, type RevokedKey } from '../../src/signing-keys/key-revocation.js';
import { KeyRotation } from '../../src/signing-keys/key-rotation.js';
import type { TurnKey } from '../../src/signing-keys/key-store.js';
import { RingFollower } from '../../src/signing-keys/ring-follower.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';
import { type Account, register } from '../e2e/harness/accounts.js';
import { BY_OPERATOR } from '../e2e/harness/clients.js';
import { decode } from '../e2e/harness/jwt.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { login, type OpenSession } from '../e2e/harness/sessions.js';
import { SigningKey } from '../e2e/harness/signing-key.js';
import { TestClock } from '../e2e/harness/test-clock.js';
import { TestServer } from '../e2e/harness/test-server.js';

export const kidOf = (token: string): string => String(decode(token).header.kid);

/** Two instances of the server with one clock, one database and the same keys. */
export class TwoInstances {
  private constructor(
    private readonly throwAway: ThrowAwayDatabase,
    readonly one: TestServer,
    readonly two: TestServer,
    readonly account: Account,
  ) {}

  static async start(
    database: (typeof stores)[number],
    settings: Partial<Settings> = {},
  ): Promise<TwoInstances> {
    const throwAway = await database.create();
    const boot = {
      databaseUrl: throwAway.url,
      key: SigningKey.ec(),
      clock: new TestClock(),
      settings: { jwtKeyStore: database.store, jwtAlgorithm: 'ES256' as const, ...settings },
    };
    const [one, two] = await Promise.all([TestServer.start(boot), TestServer.start(boot)]);
    return new TwoInstances(throwAway, one, two, await register(one));
  }

  get clock(): TestClock {
    return this.one.clock;
  }

  get both(): readonly TestServer[] {
    return [this.one, this.two];
  }

  /** As the operator does, on a machine of the first instance. */
  rotate(now = false): Promise<TurnKey> {
    return this.one.resolve(KeyRotation).rotate({ now }, BY_OPERATOR);
  }

  revoke(kid: string): Promise<RevokedKey | null> {
    return this.one.resolve(KeyRevocation).revoke(kid, BY_OPERATOR);
  }

  /** Has both read the keys, as they do every second. */
  async follow(): Promise<void> {
    await Promise.all(this.both.map((server) => server.resolve(RingFollower).poll()));
  }

  login(server: TestServer): Promise<OpenSession> {
    return login(server, 'token-pair', this.account);
  }

  /** The keys that sign at the one and at the other. */
  async signing(): Promise<readonly string[]> {
    const sessions = await Promise.all(this.both.map((server) => this.login(server)));
    return sessions.map(({ accessToken }) => kidOf(accessToken));
  }

  /** The keys that both publish, as the first names them. */
  async published(): Promise<readonly string[]> {
    const [here, there] = await Promise.all(this.both.map((server) => jwksOf(server)));
    expect(here).toEqual(there);
    return here ?? [];
  }

  async close(): Promise<void> {
    await Promise.all(this.both.map((server) => server.close()));
    this.one.key.remove();
    await this.throwAway.drop();
  }
}

async function jwksOf(server: TestServer): Promise<readonly string[]> {
  const { body } = await server.get(ROUTES.jwks);
  return (body as { readonly keys: readonly { readonly kid: string }[] }).keys.map(
    ({ kid }) => kid,
  );
}

/** Both stores, and the one in the database on each dialect. */
export const stores = testDatabases().flatMap(({ dialect, create }) =>
  (['directory', 'database'] as const)
    .filter((store) => store === 'database' || dialect === 'sqlite')
    .map((store) => ({ store, dialect, create })),
);
