import { connect } from '../../database/connect.js';

/** The types of all events about a user, oldest first. */
export async function auditedTypes(
  databaseUrl: string,
  username: string,
): Promise<readonly string[]> {
  const { dataSource } = await connect(databaseUrl);
  const rows = await dataSource.query<readonly { readonly type: string }[]>(
    `SELECT audit_events.type FROM audit_events JOIN users ON users.id = audit_events.user_id
     WHERE users.username = ? ORDER BY at, audit_events.id`,
    [username],
  );
  await dataSource.destroy();
  return rows.map(({ type }) => type);
}
