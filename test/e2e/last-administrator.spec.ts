import { DataSource } from 'typeorm';
import type { Answer } from './harness/answer.js';
import { administer, administrator, type LoggedIn, userPath } from './harness/administration.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import type { HttpRequest } from './harness/http-client.js';
import { TestServer } from './harness/test-server.js';

const ROUNDS = 6;

interface Way {
  readonly name: string;
  readonly to: (id: string) => HttpRequest;
}

/** By what there is an administrator less. */
const WAYS: readonly Way[] = [
  { name: 'disabled', to: (id) => ({ method: 'POST', path: userPath(id, '/disable') }) },
  { name: 'deleted', to: (id) => ({ method: 'DELETE', path: userPath(id) }) },
  {
    name: 'demoted',
    to: (id) => ({ method: 'POST', path: userPath(id, '/roles'), json: { remove: ['admin'] } }),
  },
];

onEachDatabase('the last administrator', (database) => {
  const server = useServer(database, { settings: { rateLimits: false } });

  /** How many there are, by what the rows of the accounts say. */
  async function remaining(): Promise<number> {
    const sql = `SELECT id FROM users WHERE disabled_at IS NULL AND roles LIKE '%"admin"%'`;
    const rows: unknown[] = await server().resolve(DataSource).query(sql);
    return rows.length;
  }

  async function alone(): Promise<LoggedIn> {
    await server().resolve(DataSource).query(`UPDATE users SET roles = '["user"]'`);
    return administrator(server());
  }

  it.each(WAYS)('cannot be $name, also by itself', async ({ to }) => {
    const last = await alone();
    const answer = await administer(server(), last, to(last.id));
    expect([answer.status, answer.value('errorCode')]).toEqual([400, 'LAST_ADMINISTRATOR']);
    expect(await remaining()).toBe(1);
    const read = await administer(server(), last, { method: 'GET', path: userPath(last.id) });
    expect(read.value('roles')).toContain('admin');
  });

  it.each(WAYS)('can be $name once there is another one', async ({ to }) => {
    const [one, other] = [await alone(), await administrator(server())];
    expect((await administer(server(), one, to(other.id))).status).toBeLessThan(300);
    expect(await remaining()).toBe(1);
  });

  it('is not one who was disabled', async () => {
    const [one, other] = [await alone(), await administrator(server())];
    await administer(server(), one, { method: 'POST', path: userPath(other.id, '/disable') });
    const answer = await administer(server(), one, {
      method: 'POST',
      path: userPath(one.id, '/roles'),
      json: { remove: ['admin'] },
    });
    expect(answer.value('errorCode')).toBe('LAST_ADMINISTRATOR');
  });

  describe('with two instances', () => {
    let second: TestServer;

    beforeAll(async () => {
      second = await TestServer.start({
        databaseUrl: server().databaseUrl,
        key: server().key,
        clock: server().clock,
        settings: { rateLimits: false },
      });
    });

    afterAll(() => second.close());

    it.each(
      WAYS.flatMap((mine) =>
        WAYS.map((theirs) => ({ mine, theirs, pair: [mine.name, theirs.name] })),
      ),
    )('stays when two go at each other at once: $pair', async ({ mine, theirs }) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const [one, other] = [await alone(), await administrator(server())];
        const answers: readonly Answer[] = await Promise.all([
          administer(server(), one, mine.to(other.id)),
          administer(second, other, theirs.to(one.id)),
        ]);
        expect(await remaining()).toBe(1);
        const done = answers.filter(({ status }) => status < 300);
        expect(done).toHaveLength(1);
        const [refused] = answers.filter(({ status }) => status >= 300);
        // Who came second was the last one, or was none any more.
        expect([400, 401, 403]).toContain(refused?.status);
      }
    });
  });
});
