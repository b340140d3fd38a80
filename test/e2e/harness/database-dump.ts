import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';

function sqliteDump(url: string): string {
  const directory = dirname(url.slice('sqlite:'.length));
  const files = readdirSync(directory).map((name) => join(directory, name));
  return files.map((file) => readFileSync(file, 'latin1')).join('\n');
}

async function serverDump(url: string): Promise<string> {
  const connection = await createConnection(url.replace(/^mariadb:/, 'mysql:'));
  const [tables] = await connection.query<RowDataPacket[]>({
    sql: 'SHOW TABLES',
    rowsAsArray: true,
  });
  const rows: string[] = [];
  for (const [table] of tables as unknown as readonly (readonly [string])[]) {
    rows.push(JSON.stringify(await connection.query(`SELECT * FROM \`${table}\``)));
  }
  await connection.end();
  return rows.join('\n');
}

/** All that a database holds, as one text to search. */
export function databaseDump(url: string): Promise<string> {
  return url.startsWith('sqlite:') ? Promise.resolve(sqliteDump(url)) : serverDump(url);
}
