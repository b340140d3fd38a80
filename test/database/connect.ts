import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { databaseOptions } from '../../src/database/database-options.js';
import { DatabaseSession } from '../../src/database/database-session.js';
import { openDatabase } from '../../src/database/open-database.js';
import { TypeOrmUnitOfWork } from '../../src/database/typeorm-unit-of-work.js';
import type { UnitOfWork } from '../../src/database/unit-of-work.js';

Logger.overrideLogger(false);

export interface Connection {
  readonly dataSource: DataSource;
  readonly session: DatabaseSession;
  readonly unitOfWork: UnitOfWork;
}

/** What one instance of the server has of a database, its schema up to date. */
export async function connect(databaseUrl: string): Promise<Connection> {
  const dataSource = await openDatabase(databaseOptions({ databaseUrl, production: false }));
  const session = new DatabaseSession(dataSource);
  return { dataSource, session, unitOfWork: new TypeOrmUnitOfWork(session) };
}
