import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { AppConfig } from '../config/app-config.js';
import { openDatabase } from './open-database.js';
import { databaseOptions } from './database-options.js';
import { DatabaseSession } from './database-session.js';
import { TypeOrmUnitOfWork } from './typeorm-unit-of-work.js';
import { UnitOfWork } from './unit-of-work.js';
import { isUnreachable } from './failure.js';
import { WriteProbe } from './write-probe.js';

/** Nest always passes the options, though its type leaves them out. */
const dataSourceFactory = async (options?: DataSourceOptions): Promise<DataSource> => {
  if (options === undefined) throw new TypeError('The database has no options');
  return openDatabase(options);
};

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [AppConfig],
      useFactory: (config: AppConfig) => ({
        ...databaseOptions(config),
        toRetry: isUnreachable,
        verboseRetryLog: true,
      }),
      dataSourceFactory,
    }),
  ],
  providers: [DatabaseSession, WriteProbe, { provide: UnitOfWork, useClass: TypeOrmUnitOfWork }],
  exports: [DatabaseSession, UnitOfWork, WriteProbe],
})
export class DatabaseModule {}
