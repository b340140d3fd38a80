import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { readDatabaseUrl } from '../config/database-url.js';
import { DatabaseSession } from './database-session.js';

/** Which database answers, in its own words. */
@Injectable()
export class DatabaseVersion {
  constructor(
    private readonly session: DatabaseSession,
    private readonly config: AppConfig,
  ) {}

  get dialect(): string {
    return readDatabaseUrl(this.config.database.databaseUrl)?.dialect ?? 'unknown';
  }

  async read(): Promise<string> {
    const call = this.dialect === 'sqlite' ? 'sqlite_version()' : 'VERSION()';
    const [row] = await this.session.select<{ readonly v: string }>(`SELECT ${call} AS v`, []);
    return row?.v ?? 'unknown';
  }
}
