import { AccountStatus } from '../../src/accounts/account-status.js';
import { auditedTypes } from './harness/audited-types.js';
import { challengeOf, MFA, secured } from './harness/authenticator-app.js';
import { type Account, credentialsOf, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { envelopeFault, fault, flagFault } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { BEARER_COOKIE_TYPE, ENVELOPE_TYPE, ROUTES } from './harness/routes.js';
import {
  type ContractName,
  CONTRACTS,
  login,
  refreshByBody,
  requestLogin,
} from './harness/sessions.js';
import { MINUTE } from './harness/test-clock.js';

const ORIGIN = { requestId: 'a-request', address: '127.0.0.1', userAgent: null };

const REQUIRED = {
  status: 401,
  errorCode: 'MFA_REQUIRED',
  message: 'A second factor is required.',
};
const REFUSED = {
  status: 401,
  errorCode: 'INVALID_FACTOR',
  message: 'The code is wrong or was used, or the challenge has expired.',
};
const CHALLENGE = {
  challengeId: expect.stringMatching(/^[\w-]{43}$/),
  methods: ['totp', 'recovery-code'],
  expiresIn: 300,
};

const ACCEPT: Partial<Record<ContractName, string>> = {
  'bearer-cookie': BEARER_COOKIE_TYPE,
  envelope: ENVELOPE_TYPE,
};

onEachDatabase('a login with a second factor', (database) => {
  const server = useServer(database);
  const mine = () => secured(server(), server().clock);
  const begin = (account: Account, contract: ContractName = 'token-pair'): Promise<Answer> =>
    requestLogin(server(), contract, credentialsOf(account));
  const complete = (
    answer: Answer,
    code: string,
    more: object = {},
    headers: Record<string, string> = {},
  ): Promise<Answer> =>
    server().post(MFA, { challengeId: challengeOf(answer), code, ...more }, headers);

  const atRest = (body: object): object =>
    Object.fromEntries(
      Object.entries(body).map(([name, value]: [string, unknown]) => [
        name,
        typeof value === 'string' && /^(eyJ|20\d\d-)/.test(value)
          ? typeof value
          : typeof value === 'object' && value !== null
            ? atRest(value)
            : value,
      ]),
    );

  it.each(CONTRACTS)(
    'goes through %s as one without, once the challenge is met',
    async (contract) => {
      const { account, app } = await mine();
      const plain = await register(server());
      const begun = await begin(account, contract);
      const accept = ACCEPT[contract];
      const headers: Record<string, string> = accept === undefined ? {} : { accept };
      const done = await complete(begun, app.code(), {}, headers);
      const expected = await begin(plain, contract);
      expect(done.status).toBe(200);
      const rename = (text: string): unknown =>
        JSON.parse(text.replaceAll(plain.username, account.username));
      expect(atRest(done.body as object)).toEqual(atRest(rename(expected.text) as object));
      expect(done.cookies.map(({ name, attributes }) => [name, attributes])).toEqual(
        expected.cookies.map(({ name, attributes }) => [name, attributes]),
      );
      expect(done.header('content-type')).toBe(expected.header('content-type'));
    },
  );

  it('is asked for in the shape of each contract', async () => {
    const { account } = await mine();
    const asked = async (contract: ContractName) => begin(account, contract);
    const standard = (path: string) => {
      const { status, body } = fault(path, REQUIRED);
      return { status, body: { ...Object(body), ...CHALLENGE } };
    };
    const enveloped = (path: string) => {
      const { status, body } = envelopeFault(path, REQUIRED);
      return { status, body: { ...Object(body), ...CHALLENGE, data: CHALLENGE } };
    };
    const flag = flagFault(401, REQUIRED.message);
    expectAnswer(await asked('token-pair'), standard(ROUTES.token));
    expectAnswer(await asked('bearer-cookie'), standard(ROUTES.login));
    expectAnswer(await asked('envelope'), enveloped(ROUTES.login));
    expectAnswer(await asked('combined'), enveloped(ROUTES.login));
    expectAnswer(await asked('success-flag'), {
      ...flag,
      body: { ...Object(flag.body), data: CHALLENGE },
    });
  });

  it('says in its tokens how it was shown who logs in, also after a refresh', async () => {
    const { account, app } = await mine();
    const done = await complete(await begin(account), app.code());
    const said = { amr: ['pwd', 'otp', 'mfa'], acr: 'aal2' };
    const first = decode(done.string('accessToken')).claims;
    expect(first).toMatchObject(said);
    server().clock.advance(10);
    const refreshed = await refreshByBody(server(), done.string('refreshToken'));
    const second = decode(refreshed.string('accessToken')).claims;
    expect(second).toMatchObject({ ...said, auth_time: first.auth_time });
    const again = await refreshByBody(server(), done.string('refreshToken'));
    expect(decode(again.string('accessToken')).claims).toMatchObject(said);
  });

  it('takes the password alone where there is no factor, and says so', async () => {
    const { accessToken } = await login(server(), 'token-pair', await register(server()));
    const { claims } = decode(accessToken);
    expect(claims).toMatchObject({ amr: ['pwd'] });
    expect(claims).not.toHaveProperty('acr');
  });

  it('tells nothing by a wrong code, a used one, or a challenge that there is not', async () => {
    const { account, app, recoveryCodes } = await mine();
    const used = app.code();
    await complete(await begin(account), used);
    const [spent = ''] = recoveryCodes;
    const recovery = { method: 'recovery-code' };
    expect((await complete(await begin(account), spent, recovery)).status).toBe(200);
    const answers = [
      await complete(await begin(account), app.wrongCode()),
      await complete(await begin(account), used),
      await complete(await begin(account), 'no code at all'),
      await complete(await begin(account), spent, recovery),
      await complete(await begin(account), 'AAAAAA-AAAAAA-AAAAAA-AAAAAA', recovery),
      await server().post(MFA, { challengeId: 'x'.repeat(43), code: app.code(1) }),
    ];
    for (const answer of answers) expectAnswer(answer, fault(MFA, REFUSED));
  });

  it('is over after five wrong codes, and after five minutes', async () => {
    const { account, app } = await mine();
    const begun = await begin(account);
    for (let count = 0; count < 5; count += 1) await complete(begun, app.wrongCode());
    expectAnswer(await complete(begun, app.code()), fault(MFA, REFUSED));
    const late = await begin(account);
    server().clock.advance(5 * MINUTE);
    expectAnswer(await complete(late, app.code()), fault(MFA, REFUSED));
    expect((await complete(await begin(account), app.code())).status).toBe(200);
  });

  it('takes a challenge once', async () => {
    const { account, app } = await mine();
    const begun = await begin(account);
    expect((await complete(begun, app.code())).status).toBe(200);
    server().clock.advance(30);
    expectAnswer(await complete(begun, app.code()), fault(MFA, REFUSED));
  });

  it('refuses a disabled account as a login without one does', async () => {
    const { account, app, accessToken } = await mine();
    const begun = await begin(account);
    const userId = String(decode(accessToken).claims.uid);
    await server().resolve(AccountStatus).disable(userId, ORIGIN);
    expect((await complete(begun, app.code())).status).toBe(401);
  });

  it('is delayed by many wrong codes, and lets the owner in by a recovery code', async () => {
    const { account, app, recoveryCodes } = await mine();
    for (let count = 0; count < 10; count += 1) {
      expect((await complete(await begin(account), app.wrongCode())).status).toBe(401);
    }
    const refused = await complete(await begin(account), app.code());
    expect([refused.status, refused.value('errorCode')]).toEqual([429, 'TOO_MANY_REQUESTS']);
    const [code = ''] = recoveryCodes;
    const typed = code.toLowerCase().replaceAll('-', ' ');
    const done = await complete(await begin(account), typed, { method: 'recovery-code' });
    expect(decode(done.string('accessToken')).claims).toMatchObject({ amr: ['pwd', 'mfa'] });
  });

  it('is written down, step by step', async () => {
    const { account, app } = await mine();
    const begun = await begin(account);
    await complete(begun, app.wrongCode());
    await complete(begun, app.code());
    expect(await auditedTypes(server().databaseUrl, account.username)).toEqual([
      'user-registered',
      'login-succeeded',
      'factor-enrolled',
      'login-challenged',
      'factor-failed',
      'factor-verified',
      'login-succeeded',
    ]);
  });
});
