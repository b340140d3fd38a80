import { createConnection } from 'mysql2/promise';

/** Environment variable that tells the tests which server lets them in. */
export const ADMITTING_SERVER = 'PORTCULLIS_TEST_SERVER';

const testServerUrl = (): string =>
  process.env.TEST_DATABASE_URL ?? 'mariadb://root@127.0.0.1:3306';

const withoutPassword = (url: string): string => url.replace(/:[^:@/]*@/, ':…@');

async function letsUsIn(url: string): Promise<boolean> {
  try {
    const connection = await createConnection({ uri: url, connectTimeout: 3000 });
    await connection.end();
    return true;
  } catch {
    return false;
  }
}

/** Runs once before every test file: finds out whether there is a server for the MySQL half. */
export default async function globalSetup(): Promise<void> {
  const url = testServerUrl();
  if (await letsUsIn(url)) {
    process.env[ADMITTING_SERVER] = url;
    return;
  }
  const absence = `No MySQL or MariaDB server lets ${withoutPassword(url)} in (TEST_DATABASE_URL)`;
  if (process.env.CI === 'true') throw new Error(absence);
  console.warn(`\n${absence}: testing on SQLite alone.`);
}
