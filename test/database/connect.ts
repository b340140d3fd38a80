import { AppConfig } from '../../src/config/app-config.js';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { databaseOptions, openDatabase } from '../../src/database/data-source.js';
import { DatabaseSession } from '../../src/database/database-session.js';
import { TypeOrmUnitOfWork, type UnitOfWork } from '../../src/database/unit-of-work.js';

Logger.overrideLogger(false);

export interface Connection {
  readonly dataSource: DataSource;
  readonly session: DatabaseSession;
  readonly unitOfWork: UnitOfWork;
}

/** What one instance of the server has of a database, its schema up to date. */
export async function connect(databaseUrl: string): Promise<Connection> {
  const dataSource = await openDatabase(databaseOptions(new AppConfig({ databaseUrl })));
  const session = new DatabaseSession(dataSource);
  return { dataSource, session, unitOfWork: new TypeOrmUnitOfWork(session) };
}
