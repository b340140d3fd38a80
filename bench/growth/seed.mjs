import { createHash } from 'node:crypto';
import mysql from 'mysql2/promise';

const BATCH = 5000;
const DAY = 86_400_000;

/** Ids in the shape of a UUIDv7, ascending with their number as real ones ascend with time. */
export function idOf(kind, number) {
  const digest = createHash('md5').update(`${kind}${number}`).digest('hex');
  const time = (0x19000000000 + number).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-8${digest.slice(3, 6)}-${digest.slice(6, 18)}`;
}

export const nameOf = (number) => `grown${number}`;

async function insert(connection, table, columns, from, to, rowOf) {
  for (let start = from; start < to; start += BATCH) {
    const rows = [];
    for (let n = start; n < Math.min(start + BATCH, to); n += 1) rows.push(rowOf(n));
    await connection.query(`INSERT INTO ${table} (${columns}) VALUES ?`, [rows]);
  }
}

/** Speed before safety: a throw-away database that is being filled need not survive a crash. */
async function hurried(url, work) {
  const connection = await mysql.createConnection(url.replace(/^mariadb:/, 'mysql:'));
  await connection.query('SET SESSION unique_checks = 0, foreign_key_checks = 0');
  try {
    await work(connection);
  } finally {
    await connection.end();
  }
}

const USER_COLUMNS =
  'id, username, username_key, email, email_key, display_name, password_hash, roles, created_at';

export const seedUsers = (url, from, to, passwordHash) =>
  hurried(url, (connection) =>
    insert(connection, 'users', USER_COLUMNS, from, to, (n) => {
      const name = nameOf(n);
      const email = `${name}@example.com`;
      return [idOf('u', n), name, name, email, email, name, passwordHash, '["user"]', Date.now()];
    }),
  );

const SESSION_COLUMNS = `id, user_id, contract, generation, created_at, rotated_at, expires_at,
  absolute_expires_at, issued_address, issued_user_agent, last_address, last_user_agent`;

/** @param ending when sessions expire, in milliseconds from now */
export const seedSessions = (url, from, to, { users, ending = 7 * DAY }) =>
  hurried(url, (connection) =>
    insert(connection, 'refresh_tokens', SESSION_COLUMNS, from, to, (n) => {
      const now = Date.now();
      const agent = 'bench/1.0';
      const user = idOf('u', n % users);
      const [begun, end] = [now - DAY, now + ending];
      const origin = ['192.0.2.1', agent, '192.0.2.1', agent];
      return [idOf('s', n), user, 'combined', 0, begun, begun, end, now + 30 * DAY, ...origin];
    }),
  );
