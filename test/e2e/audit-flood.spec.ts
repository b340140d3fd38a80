import { DataSource } from 'typeorm';
import { PasswordHasher } from '../../src/credentials/passwords/password-hasher.js';
import { newAccount } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { ROUTES } from './harness/routes.js';

const GUESSES = 600;
const AT_ONCE = 60;
const LOGINS = [ROUTES.token, ROUTES.login, ROUTES.flagLogin] as const;

/** Hashing is what bounds a flood; without it there are as many guesses as the rest can take. */
class QuickHasher extends PasswordHasher {
  readonly engine = 'none';

  hash(): Promise<string> {
    return Promise.resolve(`$argon2id$v=19$m=19456,t=2,p=1$${'c'.repeat(22)}$${'d'.repeat(43)}`);
  }

  verify(): Promise<boolean> {
    return Promise.resolve(false);
  }
}

onEachDatabase('a flood of failed logins', (database) => {
  const server = useServer(database, {
    settings: { rateLimits: false },
    replacements: [{ port: PasswordHasher, value: new QuickHasher() }],
  });

  it('leaves one event for each answer, at any contract', async () => {
    const account = newAccount('flooded');
    await server().post(ROUTES.register, { ...account });
    const statuses: number[] = [];
    const guess = async (n: number): Promise<void> => {
      const username = n % 2 === 0 ? account.username : `unknown-${n}`;
      const path = LOGINS[n % LOGINS.length] ?? ROUTES.token;
      const { status } = await server().post(path, { username, password: `guess number ${n}` });
      statuses.push(status);
    };
    let next = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let n = next++; n < GUESSES; n = next++) await guess(n);
      }),
    );
    const [row] = await server()
      .resolve(DataSource)
      .query<{ count: number | string }[]>(
        `SELECT COUNT(*) AS count FROM audit_events WHERE type = 'login-failed'`,
      );
    expect(statuses.filter((status) => status === 401)).toHaveLength(GUESSES);
    expect(Number(row?.count)).toBe(GUESSES);
  });
});
