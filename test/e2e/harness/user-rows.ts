import { DataSource } from 'typeorm';
import type { TestServer } from './test-server.js';

/** What the administration of users will do one day. */
export async function setRoles(
  server: TestServer,
  username: string,
  roles: readonly string[],
): Promise<void> {
  const users = server.resolve(DataSource);
  await users.query('UPDATE users SET roles = ? WHERE username = ?', [
    JSON.stringify(roles),
    username,
  ]);
}
