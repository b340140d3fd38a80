import { IsInt, Max, Min } from 'class-validator';
import { IsDatabaseUrl } from './database-url.js';
import { integer, text, type SettingsOf } from './setting.js';

/** Where accounts, sessions and the audit trail are stored. */
export class DatabaseSettings {
  /** The scheme chooses the driver; `database-url.ts` has the form and the parameters. */
  @IsDatabaseUrl()
  readonly databaseUrl: string = 'sqlite:.data/portcullis.sqlite';

  /** Connections to MySQL that one process keeps at most. */
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly databasePool: number = 10;
}

export const DATABASE_SETTINGS: SettingsOf<DatabaseSettings> = {
  databaseUrl: { variable: 'DATABASE_URL', secret: true, read: text },
  databasePool: { variable: 'DATABASE_POOL', read: integer },
};
