import { type Account, newAccount } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { databaseDump } from './harness/database-dump.js';
import { onEachDatabase } from './harness/each-database.js';
import type { HttpRequest } from './harness/http-client.js';
import { useProcesses } from './harness/processes.js';
import { ROUTES } from './harness/routes.js';
import { Secrets } from './harness/secrets.js';
import { bearer, CONTRACTS, cookieHeader, login, requestLogin } from './harness/sessions.js';
import type { SpawnedServer } from './harness/spawned-server.js';

const json = { 'content-type': 'application/json' };
const form = { 'content-type': 'application/x-www-form-urlencoded' };

/** Mistakes that put a secret where none belongs. */
function mishaps(secrets: Secrets, account: Account, token: string): readonly HttpRequest[] {
  const { username } = account;
  const secret = (): string => secrets.invent('secret');
  return [
    { path: ROUTES.token, json: { username, password: secret() } },
    { path: ROUTES.login, json: { username: secret(), password: secret() } },
    { path: ROUTES.flagLogin, json: { username: [secret()], password: { secret: secret() } } },
    { path: ROUTES.register, json: { ...account, password: 'short', email: secret() } },
    { path: ROUTES.register, json: { ...newAccount(), password: `${secret()}\u0000` } },
    { path: ROUTES.token, body: `{"password":"${secret()}`, headers: json },
    { path: ROUTES.token, body: `username=x&password=${secret()}`, headers: form },
    { path: `${ROUTES.login}?username=${username}&password=${secret()}`, json: {} },
    {
      path: ROUTES.token,
      json: { provider: 'google', authCode: secret(), codeVerifier: secret() },
    },
    { path: ROUTES.me, method: 'GET', headers: { authorization: `Basic ${secret()}` } },
    { path: ROUTES.me, method: 'GET', headers: bearer(secret()) },
    { path: ROUTES.me, method: 'GET', headers: cookieHeader(secret(), 'Auth-Access-Token') },
    { path: `${ROUTES.me}?access_token=${token}`, method: 'GET' },
    { path: ROUTES.refresh, headers: cookieHeader(secret()) },
    { path: ROUTES.refresh, headers: { ...cookieHeader(token), origin: 'https://evil.example' } },
    { path: ROUTES.envelopeRefresh, json: secret() },
    { path: ROUTES.flagRefresh, json: { refreshToken: secret() } },
    { path: ROUTES.logout, json: { refreshToken: secret() } },
    { path: `/nothing?token=${token}`, headers: { 'x-auth-token': secret() } },
  ];
}

/** A whole life of an account; the texts of all refusals. */
async function run(server: SpawnedServer, secrets: Secrets): Promise<string> {
  const account = { ...newAccount(), password: secrets.invent('password') };
  const faults: string[] = [];
  const send = async (request: HttpRequest): Promise<Answer> => {
    const answer = await server.send(request);
    if (answer.status >= 400) faults.push(answer.text);
    return answer;
  };
  const registered = await send({ path: ROUTES.register, json: account });
  const first = secrets.noteToken(registered.string('data', 'refreshToken'));
  secrets.noteToken(registered.string('data', 'token'));
  for (const contract of CONTRACTS) {
    await requestLogin({ send }, contract, { ...account, password: secrets.invent('wrong') });
    const { accessToken, refreshToken } = await login({ send }, contract, account);
    for (const token of [accessToken, refreshToken]) secrets.noteToken(token);
    await send({ path: ROUTES.me, method: 'GET', headers: bearer(accessToken) });
    await send({ path: ROUTES.validate, headers: bearer(accessToken) });
    const refreshed = await send({ path: ROUTES.envelopeRefresh, json: refreshToken });
    secrets.noteToken(refreshed.string('data', 'refreshToken'));
    await send({ path: ROUTES.refresh, headers: cookieHeader(refreshToken) });
    await send({ path: ROUTES.logout, headers: cookieHeader(refreshToken) });
    await send({ path: ROUTES.flagRefresh, json: { refreshToken } });
  }
  for (const request of mishaps(secrets, account, first)) await send(request);
  return faults.join('\n');
}

onEachDatabase('after a whole run at the chattiest log level', (database) => {
  const processes = useProcesses(database);
  const secrets = new Secrets();
  let log = '';
  let faults = '';
  let stored = '';

  beforeAll(async () => {
    const { start, databaseUrl } = processes();
    const server = await start({ LOG_LEVEL: 'trace' });
    faults = await run(server, secrets);
    stored = await databaseDump(databaseUrl);
    await server.stop();
    log = server.log;
  });

  it('the log tells what happened, and no secret', () => {
    expect(log).toContain(ROUTES.logout);
    expect(secrets.foundIn(log)).toEqual([]);
    expect(log).not.toMatch(/\$argon2|PRIVATE KEY/);
  });

  it('no fault echoes a secret', () => {
    expect(faults).toContain('INVALID_TOKEN');
    expect(secrets.foundIn(faults)).toEqual([]);
  });

  it('the database holds no password and no token', () => {
    expect(stored).toContain('$argon2id$');
    expect(secrets.foundIn(stored)).toEqual([]);
  });
});
