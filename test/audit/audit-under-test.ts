import { Logger as NestLogger } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { DataSource, type Logger } from 'typeorm';
import type { EventOrigin } from '../../src/audit/audit-event.js';
import { AuditModule } from '../../src/audit/audit.module.js';
import { AuditRecordEntity } from '../../src/audit/audit-record.entity.js';
import { Clock } from '../../src/clock/clock.js';
import { ClockModule } from '../../src/clock/clock.module.js';
import { AppConfig } from '../../src/config/app-config.js';
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
  settings: Partial<AppConfig> = {},
): Promise<AuditUnderTest> {
  const home = await database.create();
  let now = NOW;
  const config = new AppConfig({ databaseUrl: home.url, ...settings });
  const module = await Test.createTestingModule({
    imports: [ConfigModule.of(config), ClockModule, DatabaseModule, AuditModule],
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
    close: async () => {
      await module.close();
      await home.drop();
    },
  };
}
