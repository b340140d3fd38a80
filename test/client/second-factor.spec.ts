import { testDatabases } from '../databases.js';
import { newAccount } from '../e2e/harness/accounts.js';
import { secured, type Secured } from '../e2e/harness/authenticator-app.js';
import { type Contract, createClient, isMfaRequired } from './harness/built-client.js';
import { expectLogout, expectOneRefresh } from './harness/expectations.js';
import { useFrontend } from './harness/use-frontend.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');
const database = sqlite;

const CONTRACTS: readonly Contract[] = ['token-pair', 'bearer-cookie', 'envelope', 'success-flag'];

describe('a client of an account with a second factor', () => {
  const frontend = useFrontend(database);
  /** One for each contract, enrolled before the clock of the server is moved. */
  const enrolled: Secured[] = [];

  beforeAll(async () => {
    const clock = { seconds: () => Math.floor(Date.now() / 1000) };
    for (const contract of CONTRACTS) {
      enrolled.push(await secured(frontend().server, clock, newAccount(contract)));
    }
  });

  it.each(CONTRACTS)('is signed in by mfa(), refreshes and signs out: %s', async (contract) => {
    const one = enrolled.find(({ account }) => account.username.startsWith(contract));
    if (!one) throw new Error('there is no such account');
    const client = createClient({ baseUrl: frontend().front.origin, contract });
    const refused: unknown = await client.login(one.account).catch((error: unknown) => error);
    if (!isMfaRequired(refused)) throw new Error('no second factor was asked for');
    const { challengeId } = refused;
    const [code = ''] = one.recoveryCodes;

    const wrong = client.mfa({ challengeId, code: '000000' });
    await expect(wrong).rejects.toMatchObject({ status: 401 });
    expect(client.getState().status).toBe('unknown');
    const session = await client.mfa({ challengeId, code, method: 'recovery-code' });
    expect(client.getState()).toEqual({ status: 'signed-in', session });
    expect(session.username).toBe(one.account.username);
    await expectOneRefresh(client, frontend());
    await expectLogout(client, frontend());
  });
});
