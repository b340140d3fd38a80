import { type Account, newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase } from './harness/each-database.js';
import { fault, INVALID_TOKEN, NOT_FOUND } from './harness/expected-faults.js';
import { aTimestamp, expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { bearer, cookieHeader, login } from './harness/sessions.js';
import { begin, exchange, IDENTITIES } from './providers/exchanges.js';
import { OpenIdProvider, type Person } from './providers/openid-provider.js';
import { newPerson } from './providers/people.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';

const TAKEN = fault(IDENTITIES, {
  status: 400,
  errorCode: 'IDENTITY_TAKEN',
  message: 'Identity already belongs to another account.',
});

const lastWayIn = (id: string) =>
  fault(`${IDENTITIES}/${id}`, {
    status: 400,
    errorCode: 'LAST_CREDENTIAL',
    message: 'The only way to sign in cannot be removed.',
  });

onEachDatabase('the identities of an account', (database) => {
  const running = useProvider(
    database,
    () => OpenIdProvider.start(),
    ({ issuer }) => ({
      settings: serverSettings([providerSettings({ name: 'corp', issuer })]),
    }),
  );

  const newLocal = async (account: Account = newAccount()): Promise<string> => {
    const { server } = running();
    return (await login(server, 'token-pair', await register(server, account))).accessToken;
  };

  const code = async (person: Person): Promise<string> => {
    const { provider } = running();
    return provider.code(provider.introduce(person));
  };

  const link = async (token: string, person: Person): Promise<Answer> => {
    const body = { provider: 'corp', authCode: await code(person) };
    return running().server.post(IDENTITIES, body, bearer(token));
  };

  const list = (token: string): Promise<Answer> => running().server.get(IDENTITIES, bearer(token));

  const unlink = (token: string, id: string): Promise<Answer> =>
    running().server.send({
      method: 'DELETE',
      path: `${IDENTITIES}/${id}`,
      headers: bearer(token),
    });

  const signIn = async (person: Person): Promise<Answer> =>
    exchange(running().server, { authCode: await code(person) });

  it('are linked by whoever has both, and then lead to the account', async () => {
    const { server } = running();
    const account = newAccount();
    const token = await newLocal(account);
    const person = newPerson({ email: account.email });
    expect((await signIn(person)).value('errorCode')).toBe('ACCOUNT_LINK_REQUIRED');
    const identity = {
      id: expect.any(String),
      provider: 'corp',
      email: person.email,
      linkedAt: aTimestamp,
      lastUsedAt: aTimestamp,
    };
    expectAnswer(await link(token, person), { status: 201, body: identity });
    expectAnswer(await list(token), { status: 200, body: { identities: [identity] } });
    const me = await server.get(ROUTES.me, bearer((await signIn(person)).string('accessToken')));
    expect(me.string('username')).toBe(account.username);
  });

  it('make the address that they share with it a verified one', async () => {
    const account = newAccount();
    const token = await newLocal(account);
    await link(token, newPerson({ email: account.email }));
    const colleague = newPerson({ email: account.email });
    expect((await signIn(colleague)).status).toBe(200);
    expect((await list(token)).value('identities')).toHaveLength(2);
  });

  it('may be linked by a sign-in that began here', async () => {
    const { provider, server } = running();
    const token = await newLocal();
    const begun = await begin(server);
    const callback = await provider.signIn(begun.authorizationUrl, provider.introduce(newPerson()));
    const body = { provider: 'corp', authCode: callback.searchParams.get('code') };
    const headers = { ...bearer(token), cookie: begun.cookie };
    const answer = await server.post(IDENTITIES, { ...body, state: begun.state }, headers);
    expect(answer.status).toBe(201);
  });

  it('are the same when they are linked twice', async () => {
    const token = await newLocal();
    const person = newPerson();
    const [first, second] = [await link(token, person), await link(token, person)];
    expect(second.value('id')).toBe(first.value('id'));
    expect((await list(token)).value('identities')).toHaveLength(1);
  });

  it('are the same when they are linked eight times at once', async () => {
    const token = await newLocal();
    const person = newPerson();
    const answers = await Promise.all(Array.from({ length: 8 }, () => link(token, person)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
    expect(new Set(answers.map((answer) => answer.value('id'))).size).toBe(1);
  });

  it('belong to one account only', async () => {
    const person = newPerson();
    await link(await newLocal(), person);
    expectAnswer(await link(await newLocal(), person), TAKEN);
  });

  it('are unlinked, and lead in no more', async () => {
    const token = await newLocal();
    const person = newPerson({ email: '' });
    const id = (await link(token, person)).string('id');
    expectAnswer(await unlink(token, id), { status: 204, body: undefined });
    expect((await list(token)).value('identities')).toEqual([]);
    expectAnswer(await unlink(token, id), fault(`${IDENTITIES}/${id}`, NOT_FOUND));
  });

  it('are not unlinked when there is no other way in, even at once', async () => {
    const token = (await signIn(newPerson())).string('accessToken');
    const only = (await list(token)).value('identities', '0', 'id');
    expectAnswer(await unlink(token, String(only)), lastWayIn(String(only)));
    const other = (await link(token, newPerson())).string('id');
    const both = await Promise.all([unlink(token, String(only)), unlink(token, other)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 400]);
    expect((await list(token)).value('identities')).toHaveLength(1);
  });

  it("are nobody else's business", async () => {
    const id = (await link(await newLocal(), newPerson())).string('id');
    expectAnswer(await unlink(await newLocal(), id), fault(`${IDENTITIES}/${id}`, NOT_FOUND));
  });

  it('ask for a Bearer token; a cookie will not do', async () => {
    const { server } = running();
    const opened = await signIn(newPerson());
    const cookie = cookieHeader(opened.cookie('Auth-Access-Token'), 'Auth-Access-Token');
    expectAnswer(await server.get(IDENTITIES, cookie), fault(IDENTITIES, INVALID_TOKEN));
    const body = { provider: 'corp', authCode: 'a-code' };
    expectAnswer(await server.post(IDENTITIES, body, cookie), fault(IDENTITIES, INVALID_TOKEN));
    const unlinked = await server.send({
      method: 'DELETE',
      path: `${IDENTITIES}/x`,
      headers: cookie,
    });
    expectAnswer(unlinked, fault(`${IDENTITIES}/x`, INVALID_TOKEN));
  });
});
