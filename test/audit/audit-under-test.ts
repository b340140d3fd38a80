import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Logger as NestLogger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource, type Logger } from 'typeorm';
import type { EventOrigin } from '../../src/audit/event-origin.js';
import { AuditModule } from '../../src/audit/audit.module.js';
import { AuditRecordEntity } from '../../src/audit/audit-record.entity.js';
import { CheckpointsModule } from '../../src/audit/checkpoints/checkpoints.module.js';
import { VerificationModule } from '../../src/audit/verification/verification.module.js';
import { Clock } from '../../src/clock/clock.js';
import { ClockModule } from '../../src/clock/clock.module.js';
import { AppConfig, type Settings } from '../../src/config/app-config.js';
import { Secret } from '../../src/config/secret.js';
import { ConfigModule } from '../../src/config/config.module.js';
import { DatabaseModule } from '../../src/database/database.module.js';
import type { TestDatabase } from '../databases.js';

/** Where the clock of every test begins, in milliseconds. */
export const NOW = 1_800_000_000_123;

export const ORIGIN: EventOrigin = {
  requestId: 'request-1',
  address: '192.0.2.7',
  userAgent: 'curl/8.5.0',
};

export interface AuditUnderTest {
  readonly module: TestingModule;
  readonly dataSource: DataSource;
  readonly setTime: (now: number) => void;
  /** A file outside the database that takes the checkpoints. */
  readonly checkpointsFile: string;
  readonly checkpointLines: () => string[];
  /** What was meant for the standard output. */
  readonly output: PassThrough;
  /** In the order in which they were recorded. */
  readonly records: () => Promise<AuditRecordEntity[]>;
  /** Statements sent from now on. */
  readonly watchStatements: () => string[];
  readonly close: () => Promise<void>;
}

const ignore = (): void => undefined;

function statementLogger(statements: string[]): Logger {
  return {
    logQuery: (query) => statements.push(query),
    logQueryError: ignore,
    logQuerySlow: ignore,
    logSchemaBuild: ignore,
    logMigration: ignore,
    log: ignore,
  };
}

/** The module on a database of its own. */
export async function auditOn(
  database: TestDatabase,
  settings: Partial<Settings> = {},
): Promise<AuditUnderTest> {
  const home = await database.create();
  const audit = await auditIn(home.url, settings);
  return {
    ...audit,
    close: async () => {
      await audit.close();
      await home.drop();
    },
  };
}

/** One process of several on a database. */
export async function auditIn(
  databaseUrl: string,
  settings: Partial<Settings> = {},
): Promise<AuditUnderTest> {
  const directory = await mkdtemp(join(tmpdir(), 'portcullis_test_'));
  const checkpointsFile = join(directory, 'deep', 'checkpoints.jsonl');
  const output = new PassThrough();
  let now = NOW;
  const secrets = [new Secret('s'.repeat(32))];
  const config = new AppConfig({
    databaseUrl,
    secrets,
    auditCheckpoints: [checkpointsFile],
    ...settings,
  });
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.of(config),
      ClockModule,
      DatabaseModule,
      AuditModule,
      CheckpointsModule.of(output),
      VerificationModule,
    ],
  })
    .overrideProvider(Clock)
    .useValue({ now: () => now })
    .compile();
  NestLogger.overrideLogger(false);
  await module.init();
  const dataSource = module.get(DataSource);
  return {
    module,
    dataSource,
    setTime: (moment) => {
      now = moment;
    },
    records: () => dataSource.manager.find(AuditRecordEntity, { order: { id: 'ASC' } }),
    watchStatements: () => {
      const statements: string[] = [];
      dataSource.logger = statementLogger(statements);
      return statements;
    },
    checkpointsFile,
    checkpointLines: () =>
      existsSync(checkpointsFile)
        ? readFileSync(checkpointsFile, 'utf8').split('\n').slice(0, -1)
        : [],
    output,
    close: async () => {
      await module.close();
      await rm(directory, { recursive: true });
    },
  };
}
