import { DatabaseSession } from '../../src/database/database-session.js';
import { register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { NO_MAIL_ROUNDS } from './harness/mail-rounds.js';
import { ROUTES } from './harness/routes.js';

/** What runs at its own times, whatever is asked. */
const ROUNDS = /revocation|signing_keys|audit_|write_probes|clients/;

onEachDatabase('the work of a request for a new password', (database) => {
  const server = useServer(database, {
    settings: { mail: 'console' },
    replacements: [NO_MAIL_ROUNDS],
  });

  async function statementsOf(email: string): Promise<readonly string[]> {
    const session = server().resolve(DatabaseSession);
    const spies = [jest.spyOn(session, 'select'), jest.spyOn(session, 'execute')];
    const answer = await server().post(ROUTES.forgottenPassword, { email });
    const made = spies.flatMap(({ mock }) => mock.calls.map(([sql]) => sql));
    for (const spy of spies) spy.mockRestore();
    expect(answer.status).toBe(202);
    return made.filter((sql) => !ROUNDS.test(sql));
  }

  it('is the same for known and unknown addresses, and asks for no account', async () => {
    const account = await register(server());
    const known = await statementsOf(account.email);
    expect(await statementsOf('unknown@example.com')).toEqual(known);
    expect(known.some((sql) => sql.startsWith('INSERT INTO mails'))).toBe(true);
    expect(known.filter((sql) => sql.includes('users'))).toEqual([]);
  });
});

onEachDatabase('a queue of mail that is full', (database) => {
  const server = useServer(database, {
    settings: { mail: 'console', mailQueue: 2 },
    replacements: [NO_MAIL_ROUNDS],
  });

  it('takes no further mail for any address, and lets the rest go on', async () => {
    const account = await register(server());
    const ask = (email: string) => server().post(ROUTES.forgottenPassword, { email });
    const statuses: number[] = [];
    for (let n = 0; n < 2; n += 1) statuses.push((await ask(account.email)).status);
    statuses.push((await ask(account.email)).status, (await ask('unknown@example.com')).status);
    expect(statuses).toEqual([202, 202, 503, 503]);
    await register(server());
  });
});
