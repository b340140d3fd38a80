import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { AppConfig } from '../config/app-config.js';
import { openDatabase, databaseOptions } from './data-source.js';
import { ConnectionUse } from './connection-use.js';
import { DatabaseSession } from './database-session.js';
import { DatabaseVersion } from './database-version.js';
import { TypeOrmUnitOfWork, UnitOfWork } from './unit-of-work.js';
import { isUnreachable } from './failure.js';
import { WriteProbeEntity } from './write-probe.entity.js';
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
        autoLoadEntities: true,
        toRetry: isUnreachable,
        verboseRetryLog: true,
      }),
      dataSourceFactory,
    }),
    TypeOrmModule.forFeature([WriteProbeEntity]),
  ],
  providers: [
    ConnectionUse,
    DatabaseSession,
    DatabaseVersion,
    WriteProbe,
    { provide: UnitOfWork, useClass: TypeOrmUnitOfWork },
  ],
  exports: [ConnectionUse, DatabaseSession, DatabaseVersion, UnitOfWork, WriteProbe],
})
export class DatabaseModule {}
