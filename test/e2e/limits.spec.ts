import { credentialsOf, newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { ROUTES } from './harness/routes.js';
import { AuditTrail } from '../../src/audit/audit-trail.js';
import { HOUR } from './harness/test-clock.js';

const LOGINS = [ROUTES.token, ROUTES.login, ROUTES.flagLogin] as const;

/** Failed logins that one address has in these tests; fewer than it has by default. */
const CROWD = 30;

const from = (address: string): { 'x-forwarded-for': string } => ({ 'x-forwarded-for': address });
const stranger = (n: number) => from(`10.1.${n >> 8}.${n & 255}`);
const browser = { 'sec-fetch-site': 'same-origin' };

onEachDatabase('limits', (database) => {
  const server = useServer(database, {
    settings: { trustProxy: ['127.0.0.1'], limitFailedLogins: CROWD },
  });

  const guess = (n: number, username: string, path?: string): Promise<Answer> =>
    server().post(
      path ?? LOGINS[n % 3] ?? ROUTES.token,
      { username, password: `wrong ${n}` },
      stranger(n),
    );

  /** As many guesses at once as it takes to be refused. */
  const exhaust = (username: string): Promise<Answer[]> =>
    Promise.all(Array.from({ length: 60 }, (_, n) => guess(n, username)));

  const spellings = (username: string): string[] => [
    username.toUpperCase(),
    ` ${username} `,
    // Fullwidth letters: the same name once it is normalized.
    Array.from(username, (c) => String.fromCodePoint(0xfee0 + (c.codePointAt(0) ?? 0))).join(''),
  ];

  it('are one for all login routes and all spellings of a name', async () => {
    const { username } = await register(server());
    const outcomes = (await exhaust(username)).map(({ status }) => status);
    expect(new Set(outcomes)).toEqual(new Set([401, 429]));
    expect(outcomes.filter((status) => status === 401).length).toBeLessThanOrEqual(20);
    for (const path of LOGINS) {
      for (const spelling of spellings(username)) {
        expect((await guess(500, spelling, path)).status).toBe(429);
      }
    }
  });

  it('last no longer where the clock is set back', async () => {
    const { username } = await register(server());
    await exhaust(username);
    const before = Number((await guess(600, username)).header('retry-after'));
    server().clock.step(-2 * HOUR);
    const after = Number((await guess(601, username)).header('retry-after'));
    server().clock.step(2 * HOUR);
    expect(before).toBeGreaterThan(0);
    expect(after).toBeLessThanOrEqual(before);
  });

  it('are the same where nobody has the name', async () => {
    const outcomes = (await exhaust('nobody-at-all')).map(({ status }) => status);
    expect(outcomes.filter((status) => status === 401).length).toBeLessThanOrEqual(20);
    expect(outcomes).toContain(429);
  });

  it('answer alike whatever the cause, and say when to come back', async () => {
    const { username } = await register(server());
    await exhaust(username);
    const account = await guess(700, username, ROUTES.token);
    const address = from('10.9.9.9');
    for (let n = 0; n < CROWD; n += 1) {
      await server().post(ROUTES.token, { username: `new${n}`, password: 'x' }, address);
    }
    const crowded = await server().post(ROUTES.token, { username: 'new', password: 'x' }, address);
    for (const answer of [account, crowded]) {
      expect(answer.status).toBe(429);
      expect(answer.body).toEqual({
        timestamp: expect.any(String),
        status: 429,
        error: 'Too Many Requests',
        errorCode: 'TOO_MANY_REQUESTS',
        message: 'Too many requests.',
        path: ROUTES.token,
      });
      expect(answer.header('retry-after')).toMatch(/^[1-9]\d*$/);
      expect(answer.header('ratelimit')).toBe(`"attempts";r=0;t=${answer.header('retry-after')}`);
    }
    expect(Object.keys(account.headers)).toEqual(Object.keys(crowded.headers));
    expect(account.header('ratelimit-policy')).toBe(crowded.header('ratelimit-policy'));
  }, 60_000);

  it('count guesses that could not be written down', async () => {
    const { username } = await register(server());
    const audit = server().resolve(AuditTrail);
    const record = jest.spyOn(audit, 'record').mockRejectedValue(new Error('the disk is full'));
    const statuses: number[] = [];
    for (let n = 0; n < 22; n += 1) statuses.push((await guess(n, username)).status);
    record.mockRestore();
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 500));
    expect(statuses.slice(20)).toEqual([429, 429]);
  });

  it('let the owner in from a known address while strangers guess', async () => {
    const account = newAccount();
    await server().post(ROUTES.register, account, from('192.0.2.1'));
    await exhaust(account.username);
    const login = (address: string): Promise<Answer> =>
      server().post(ROUTES.login, credentialsOf(account), from(address));
    expect((await login('192.0.2.2')).status).toBe(429);
    expect((await login('192.0.2.1')).status).toBe(200);
    expect((await login('::ffff:192.0.2.1')).status).toBe(200);
  });

  it('let the owner in on a known device from anywhere', async () => {
    const account = newAccount();
    const headers = { ...from('192.0.2.10'), ...browser };
    await server().post(ROUTES.register, account, from('192.0.2.9'));
    const first = await server().post(ROUTES.login, credentialsOf(account), headers);
    const cookie = `device=${first.cookie('device')}`;
    await exhaust(account.username);
    const elsewhere = { ...from('192.0.2.99'), cookie };
    const again = await server().post(ROUTES.flagLogin, credentialsOf(account), elsewhere);
    expect(again.status).toBe(200);
    const forged = {
      ...from('192.0.2.98'),
      cookie: `device=${'A'.repeat(22)}.1~${'A'.repeat(22)}`,
    };
    const other = await server().post(ROUTES.flagLogin, credentialsOf(account), forged);
    expect(other.status).toBe(429);
  });

  it('show a browser its device cookie, and leave other clients their documented cookies', async () => {
    const account = await register(server());
    const login = (headers: Record<string, string>): Promise<Answer> =>
      server().post(ROUTES.token, credentialsOf(account), headers);
    expect((await login({})).cookies.map(({ name }) => name)).toEqual(['refresh_token']);
    const shown = (await login(browser)).cookies.find(({ name }) => name === 'device');
    expect(shown?.attributes).toEqual({
      'Max-Age': String(180 * 86_400),
      Path: '/api',
      HttpOnly: true,
      Secure: true,
      SameSite: 'Strict',
    });
  });

  it('bound how often one address may find that a name is taken', async () => {
    const account = await register(server());
    const probe = (n: number): Promise<Answer> =>
      server().post(
        ROUTES.register,
        { ...account, email: `probe${n}@example.com` },
        from('192.0.2.50'),
      );
    const outcomes = new Map<number, number>();
    for (let n = 0; n < 70; n += 10) {
      const answers = await Promise.all(Array.from({ length: 10 }, (_, k) => probe(n + k)));
      for (const { status } of answers) outcomes.set(status, (outcomes.get(status) ?? 0) + 1);
    }
    expect(outcomes.get(400)).toBeLessThanOrEqual(60);
    expect(outcomes.get(429)).toBeGreaterThan(0);
  }, 60_000);

  it.each([
    ['refresh', ROUTES.refresh, 600],
    ['refresh-token', ROUTES.envelopeRefresh, 600],
  ])('stop whoever keeps sending bad tokens to %s', async (_name, path, limit) => {
    const address = from(path === ROUTES.refresh ? '192.0.2.60' : '192.0.2.61');
    const answers: number[] = [];
    for (let n = 0; n < limit + 50; n += 50) {
      const batch = Array.from({ length: 50 }, () =>
        server().post(path, { refreshToken: 'a.b.c' }, address),
      );
      answers.push(...(await Promise.all(batch)).map(({ status }) => status));
    }
    expect(answers.filter((status) => status === 401).length).toBeLessThanOrEqual(limit + 50);
    expect(answers.at(-1)).toBe(429);
  });

  it('do not count requests that were refused for their shape', async () => {
    const address = from('192.0.2.70');
    for (let n = 0; n < 50; n += 1) {
      await server().post(ROUTES.token, { username: 'shapeless' }, address);
    }
    const answer = await server().post(
      ROUTES.token,
      { username: 'shapeless', password: 'x' },
      address,
    );
    expect(answer.status).toBe(401);
  });
});

onEachDatabase('RATE_LIMITS=off', (database) => {
  const server = useServer(database, { settings: { rateLimits: false } });

  it('refuses no guess', async () => {
    const statuses: number[] = [];
    for (let wave = 0; wave < 10; wave += 1) {
      const guess = () => server().post(ROUTES.token, { username: 'unknown', password: 'x' });
      const answers = await Promise.all(Array.from({ length: 5 }, guess));
      statuses.push(...answers.map(({ status }) => status));
    }
    expect(new Set(statuses)).toEqual(new Set([401]));
  });
});
