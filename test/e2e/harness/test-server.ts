import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { Abstract, Type } from '@nestjs/common';
import { AppModule } from '../../../src/app.module.js';
import { httpAdapter } from '../../../src/server/http-adapter.js';
import { prepareServer } from '../../../src/server/prepare-server.js';
import { Clock } from '../../../src/clock/clock.js';
import { AppConfig, type Settings } from '../../../src/config/app-config.js';
import { Secret } from '../../../src/config/secret.js';
import type { Answer } from './answer.js';
import { type HttpRequest, send } from './http-client.js';
import { TEST_SECRET } from './jwt.js';
import { SigningKey } from './signing-key.js';
import { TestClock } from './test-clock.js';

export interface Replacement {
  readonly port: Abstract<unknown>;
  readonly value: unknown;
}

export interface Boot {
  readonly databaseUrl: string;
  readonly settings?: Partial<Settings>;
  readonly key?: SigningKey;
  readonly clock?: TestClock;
  /** Dependencies that a test makes fail. */
  readonly replacements?: readonly Replacement[];
}

/** The whole application in this process, on a real socket, with a clock that can be moved. */
export class TestServer {
  private constructor(
    private readonly app: NestFastifyApplication,
    readonly origin: string,
    readonly databaseUrl: string,
    readonly clock: TestClock,
    readonly key: SigningKey,
  ) {}

  static async start(boot: Boot): Promise<TestServer> {
    const { clock = new TestClock(), key = SigningKey.rsa() } = boot;
    const config = new AppConfig({
      nodeEnv: 'test',
      host: '127.0.0.1',
      port: 0,
      logLevel: 'silent',
      // Loading it takes as long as all the rest.
      docs: false,
      // They are there once the server is built.
      pages: false,
      mail: 'off',
      jwtKeysDir: key.directory,
      secrets: [new Secret(TEST_SECRET)],
      databaseUrl: boot.databaseUrl,
      auditCheckpoints: [join(key.directory, 'audit-checkpoints.jsonl')],
      ...boot.settings,
    });
    const app = await application(config, clock, boot.replacements ?? []);
    await app.listen(0, '127.0.0.1');
    return new TestServer(app, await app.getUrl(), boot.databaseUrl, clock, key);
  }

  send(request: HttpRequest): Promise<Answer> {
    return send(this.origin, request);
  }

  post(path: string, json: unknown, headers: HttpRequest['headers'] = {}): Promise<Answer> {
    return this.send({ path, json, headers });
  }

  get(path: string, headers: HttpRequest['headers'] = {}): Promise<Answer> {
    return this.send({ method: 'GET', path, headers });
  }

  /** A collaborator of the running application, for what no route can bring about. */
  resolve<T>(token: Abstract<T> | Type<T> | string): T {
    return this.app.get<T>(token, { strict: false });
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}

async function application(
  config: AppConfig,
  clock: Clock,
  replacements: readonly Replacement[],
): Promise<NestFastifyApplication> {
  const builder = Test.createTestingModule({ imports: [AppModule.of(config)] });
  builder.overrideProvider(Clock).useValue(clock);
  for (const { port, value } of replacements) builder.overrideProvider(port).useValue(value);
  const module = await builder.compile();
  const app = module.createNestApplication<NestFastifyApplication>(httpAdapter(config));
  await prepareServer(app);
  return app;
}
