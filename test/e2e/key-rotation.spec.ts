import { setTimeout as pause } from 'node:timers/promises';
import { sharedDatabases, type ThrowAwayDatabase } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { type Account, type Door, newAccount, register } from './harness/accounts.js';
import { eventually } from './harness/eventually.js';
import { finishedProcess } from './harness/finished-process.js';
import { decode } from './harness/jwt.js';
import { OfflineService } from './harness/offline-service.js';
import { ROUTES } from './harness/routes.js';
import { login, refreshByBody, validation } from './harness/sessions.js';
import { SigningKey } from './harness/signing-key.js';
import { serverEnvironment, SpawnedServer } from './harness/spawned-server.js';

const CLIENTS = 2;

const kidOf = (token: string): string => String(decode(token).header.kid);

/** Something that went wrong, and the key of the token that it went wrong with. */
interface Failure {
  readonly what: string;
  readonly kid: string | null;
}

/** Errors of Node itself are no instances of the `Error` that Jest gives to tests. */
const isConnectionLoss = (reason: unknown): boolean =>
  typeof reason === 'object' &&
  reason !== null &&
  'code' in reason &&
  /^E(CONN|PIPE)/.test(String(reason.code));

/** People and a service that go on and on, at every instance that is there. */
class Traffic {
  readonly failures: Failure[] = [];
  /** The keys of new tokens, in the order in which they appeared. */
  readonly kids: string[] = [];
  rounds = 0;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>[] = [];
  private turn = 0;

  constructor(
    private readonly doors: () => readonly Door[],
    private readonly service: OfflineService,
  ) {}

  start(accounts: readonly Account[]): void {
    this.running.push(this.service.run(this.stopping.signal));
    for (const account of accounts) this.running.push(this.client(account));
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  /** Resolves when every client has come round since. */
  async goOn(): Promise<void> {
    const enough = this.rounds + 3 * CLIENTS;
    await eventually(() => Promise.resolve(this.rounds >= enough), Date.now() + 30_000);
  }

  private async client(account: Account): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.round(account);
        this.rounds += 1;
      } catch (error) {
        // A request that was under way at the instance that was killed.
        if (!isConnectionLoss(error)) this.failures.push({ what: String(error), kid: null });
      }
      await pause(10);
    }
  }

  private async round(account: Account): Promise<void> {
    const session = await login(this.door(), 'envelope', account);
    await this.use(session.accessToken);
    const refreshed = await refreshByBody(
      this.door(),
      session.refreshToken,
      ROUTES.envelopeRefresh,
    );
    if (refreshed.status !== 200) throw new Error(`refresh: ${refreshed.text}`);
    await this.use(refreshed.string('data', 'token'));
    await this.use(session.accessToken);
  }

  /** At every instance, and at the service. */
  private async use(token: string): Promise<void> {
    const kid = kidOf(token);
    if (!this.kids.includes(kid)) this.kids.push(kid);
    for (const door of this.doors()) {
      const status = await validation(door, token);
      if (status !== 200) this.failures.push({ what: `validation: ${status}`, kid });
    }
    if (!(await this.service.accepts(token))) this.failures.push({ what: 'offline', kid });
  }

  private door(): Door {
    const doors = this.doors();
    this.turn += 1;
    const door = doors[this.turn % doors.length];
    if (door === undefined) throw new Error('no instance is there');
    return door;
  }
}

describe.each(['directory', 'database'])('keys in the %s', (store) => {
  whereThereIs(sharedDatabases(), 'that change under two processes on $dialect', (database) => {
    const key = SigningKey.rsa();
    const servers: SpawnedServer[] = [];
    let throwAway: ThrowAwayDatabase;

    const start = async (): Promise<SpawnedServer> => {
      const server = await SpawnedServer.start({
        databaseUrl: throwAway.url,
        keysDirectory: key.directory,
        environment: { JWT_KEY_STORE: store, RATE_LIMITS: 'off' },
      });
      servers.push(server);
      return server;
    };
    const command = async (...args: readonly string[]): Promise<{ readonly kid: string }> => {
      const { code, stdout, stderr } = await finishedProcess({
        script: 'portcullis.cjs',
        args: ['key', ...args, '--json'],
        directory: key.directory,
        environment: {
          ...serverEnvironment(throwAway.url, key.directory),
          JWT_KEY_STORE: store,
        },
      });
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout) as { readonly kid: string };
    };

    beforeAll(async () => {
      throwAway = await database.create();
    });

    afterAll(async () => {
      await Promise.all(servers.map((server) => server.kill()));
      key.remove();
      await throwAway.drop();
    });

    it('twice, and once in an emergency, and nothing fails but what the revoked key signed', async () => {
      const stays = await start();
      let other: SpawnedServer | null = await start();
      const service = new OfflineService(stays);
      const traffic = new Traffic(() => (other === null ? [stays] : [stays, other]), service);
      const accounts = await Promise.all(
        Array.from({ length: CLIENTS }, () => register(stays, newAccount('rotating'))),
      );
      await service.fetch();
      traffic.start(accounts);
      await traffic.goOn();

      const { kid: second } = await command('rotate');
      await eventually(() => Promise.resolve(service.knows(second)));
      await command('rotate', '--now');
      await eventually(() => Promise.resolve(traffic.kids.at(-1) === second));
      await traffic.goOn();

      const { kid: third } = await command('rotate');
      await eventually(() => Promise.resolve(service.knows(third)));
      const rotating = command('rotate', '--now');
      const killed = other;
      other = null;
      await killed.kill();
      await rotating;
      await eventually(() => Promise.resolve(traffic.kids.at(-1) === third));
      other = await start();
      await traffic.goOn();
      expect(traffic.failures).toEqual([]);
      expect(service.surprises).toBe(0);

      const held = (await login(stays, 'envelope', accounts[0] ?? newAccount())).accessToken;
      expect(kidOf(held)).toBe(third);
      await command('revoke', third);
      const refused = Date.now() + 1000;
      for (const door of [stays, other]) {
        await eventually(async () => (await validation(door, held)) === 401, refused);
      }
      await traffic.goOn();
      await traffic.stop();
      expect(traffic.kids.slice(0, 3)).toEqual([traffic.kids[0], second, third]);
      expect(traffic.kids).toHaveLength(4);
      expect(traffic.failures.filter(({ kid }) => kid !== third)).toEqual([]);
    }, 120_000);
  });
});
