import { TokenStore } from '../../src/token-store/token-store.js';
import { Users } from '../../src/users/users.js';
import { newAccount } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { itAnswers } from './harness/exchanges.js';
import {
  ENVELOPE_INTERNAL,
  envelopeFault,
  fault,
  flagFault,
  INTERNAL,
  OVERLOADED,
} from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';

/** What drivers say in their errors, none of which may reach a caller. */
const DETAILS = "ER_PARSE: SELECT password_hash FROM users WHERE name = 'x' /srv/app/dist/users.js";
const fail = (): Promise<never> => Promise.reject(new Error(DETAILS));

const brokenUsers: Users = {
  findByName: fail,
  findById: fail,
  findByEmail: fail,
  changeRoles: fail,
  markEmailVerified: fail,
  add: fail,
  setDisabledAt: fail,
  isRetired: fail,
  change: fail,
  retire: fail,
  dueForDeletion: () => Promise.resolve([]),
  retireName: fail,
};

const credentials = { username: 'somebody', password: 'correct-horse' };

onEachDatabase('a failing database', (database) => {
  const server = useServer(database, { replacements: [{ port: Users, value: brokenUsers }] });

  itAnswers(server, [
    {
      name: 'is an internal error at the token route',
      request: { path: ROUTES.token, json: credentials },
      answer: fault(ROUTES.token, INTERNAL),
    },
    {
      name: "is one in the envelope's words at the login",
      request: { path: ROUTES.login, json: credentials },
      answer: envelopeFault(ROUTES.login, ENVELOPE_INTERNAL),
    },
    {
      name: 'is one at the registration',
      request: { path: ROUTES.register, json: newAccount() },
      answer: envelopeFault(ROUTES.register, ENVELOPE_INTERNAL),
    },
    {
      name: 'is one under the success-flag routes',
      request: { path: ROUTES.flagLogin, json: credentials },
      answer: flagFault(500, expect.stringMatching(/^An unexpected (server )?error occurred$/)),
    },
  ]);

  it.each([ROUTES.token, ROUTES.login, ROUTES.flagLogin])(
    'tells no details at %s',
    async (path) => {
      const answer = await server().post(path, credentials);
      expect(answer.text).not.toMatch(/SELECT|users|\.js|ER_|Error:|at /);
    },
  );
});

onEachDatabase('a failing token store', (database) => {
  const brokenStore: Pick<TokenStore, 'open' | 'rotate' | 'find'> = {
    open: fail,
    rotate: fail,
    find: fail,
  };
  const server = useServer(database, { replacements: [{ port: TokenStore, value: brokenStore }] });

  it('is an internal error, and no token leaves the house', async () => {
    const answer = await server().post(ROUTES.register, newAccount());
    expectAnswer(answer, envelopeFault(ROUTES.register, ENVELOPE_INTERNAL));
  });

  it('leaves no half-registered user behind', async () => {
    const account = newAccount();
    await server().post(ROUTES.register, account);
    const again = await server().post(ROUTES.register, account);
    expect(again.status).toBe(500);
  });
});

onEachDatabase('a full hash queue', (database) => {
  const server = useServer(database, { settings: { hashQueue: 0 } });

  it('sends callers away at once and says when to come back', async () => {
    // Each at another account, so that no limit on guesses comes first.
    const flood = Array.from({ length: 40 }, (_, index) =>
      server().post(ROUTES.token, { ...credentials, username: `somebody${index}` }),
    );
    const answers = await Promise.all(flood);
    const away = answers.filter(({ status }) => status === 503);
    expect(answers.filter(({ status }) => status !== 503 && status !== 401)).toEqual([]);
    expect(away.length).toBeGreaterThan(0);
    for (const answer of away) {
      expectAnswer(answer, {
        ...fault(ROUTES.token, OVERLOADED),
        headers: { 'retry-after': expect.stringMatching(/^[1-9]\d*$/) },
      });
    }
  });
});
