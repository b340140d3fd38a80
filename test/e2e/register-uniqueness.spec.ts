import { newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { EMAIL_TAKEN, envelopeFault, USERNAME_TAKEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';

const path = ROUTES.register;
const PASSWORD = 'correct-horse-battery';

/** Spellings that meet under one key, though a database may tell them apart. */
const SAME_NAME = [
  ['newuser', 'NewUser'],
  ['trimmed', '  trimmed '],
  ['fullwidth', 'ｆｕｌｌｗｉｄｔｈ'],
  ['kelvin', '\u212Aelvin'],
  ['composed-\u00e9', 'composed-e\u0301'],
  ['ligature-ffi', 'ligature-\ufb03'],
  ['ΩMEGA', '\u2126mega'],
  ['ΟΔΟΣ', 'οδος'],
  ['σοφοσ', 'σοφος'],
  ['strasse', 'straße'],
  ['GROẞ', 'gross'],
  ['ꭰꮿ', 'ᎠᏯ'],
  ['თბილისი', 'ᲗᲑᲘᲚᲘᲡᲘ'],
] as const;

/** Spellings that a lenient collation would merge into one account. */
const DIFFERENT_NAMES = [
  ['jose', 'josé'],
  ['ilik', 'ılık'],
  ['oneil', 'øneil'],
  ['paypal', 'pаypal'],
  ['trailing', 'trailing.'],
] as const;

onEachDatabase('one name, one account', (database) => {
  const server = useServer(database);

  const add = (changes: object): Promise<Answer> =>
    server().post(path, { ...newAccount('unique'), password: PASSWORD, ...changes });

  it.each(SAME_NAME)('%s takes %s as well', async (first, second) => {
    expect((await add({ username: first })).status).toBe(201);
    expectAnswer(await add({ username: second }), envelopeFault(path, USERNAME_TAKEN));
    const login = { username: second, password: PASSWORD };
    expect((await server().post(ROUTES.flagLogin, login)).string('data', 'username')).toBe(first);
  });

  it.each(DIFFERENT_NAMES)('%s leaves %s free', async (first, second) => {
    expect((await add({ username: first })).status).toBe(201);
    const other = { username: second, password: PASSWORD };
    expect((await server().post(ROUTES.token, other)).status).toBe(401);
    expect((await add(other)).status).toBe(201);
  });

  it('a mail address is taken whatever its case', async () => {
    expect((await add({ email: 'once@example.com' })).status).toBe(201);
    expectAnswer(await add({ email: 'ONCE@Example.COM' }), envelopeFault(path, EMAIL_TAKEN));
    expect((await add({ email: 'λόγος@example.com' })).status).toBe(201);
    expectAnswer(await add({ email: 'λόγοσ@example.com' }), envelopeFault(path, EMAIL_TAKEN));
  });

  it('the spelling that was registered is the one answered', async () => {
    const account = await register(server(), { ...newAccount(), username: 'MixedCase' });
    const answer = await server().post(ROUTES.login, {
      username: 'mIXEDcASE',
      password: account.password,
    });
    expect(answer.string('data', 'username')).toBe('MixedCase');
    expect(decode(answer.string('accessToken')).claims.sub).toBe('MixedCase');
  });

  it('a mail address is no name to log in by', async () => {
    const { email, password } = await register(server());
    expect((await server().post(ROUTES.token, { username: email, password })).status).toBe(401);
  });

  it('of many at once a single one gets the name', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => add({ username: 'contested' })),
    );
    const won = answers.filter(({ status }) => status === 201);
    const lost = answers.filter(({ status }) => status !== 201);
    expect(won).toHaveLength(1);
    for (const answer of lost) expectAnswer(answer, envelopeFault(path, USERNAME_TAKEN));
  });
});
