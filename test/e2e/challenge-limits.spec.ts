import type { Answer } from './harness/answer.js';
import { challengeOf, MFA, secured, TOTP } from './harness/authenticator-app.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { requestLogin } from './harness/sessions.js';

const ALLOWED = 5;
const TOO_MANY = { status: 429, errorCode: 'TOO_MANY_REQUESTS', message: 'Too many requests.' };

onEachDatabase('ids of no login that waits for a second factor', (database) => {
  const server = useServer(database, {
    settings: { trustProxy: ['127.0.0.1'], limitChallenges: ALLOWED },
  });

  const from = (address: string): { 'x-forwarded-for': string } => ({ 'x-forwarded-for': address });
  const shown = (challengeId: string, address: string, code = '123456'): Promise<Answer> =>
    server().post(MFA, { challengeId, code }, from(address));

  it('are looked up so many times a minute for one address, at both routes together', async () => {
    const { account, app } = await secured(server(), server().clock);
    const challenge = challengeOf(await requestLogin(server(), 'token-pair', account));
    const statuses: number[] = [];
    for (let n = 0; n < ALLOWED; n += 1) {
      const body = { challengeId: `unknown-${n}` };
      const answer =
        n % 2 === 0
          ? await shown(body.challengeId, '192.0.2.1')
          : await server().post(TOTP, body, from('192.0.2.1'));
      statuses.push(answer.status);
    }
    expect(statuses).toEqual(Array.from({ length: ALLOWED }, () => 401));

    const refused = await shown('unknown', '192.0.2.1');
    expectAnswer(refused, fault(MFA, TOO_MANY));
    expect(refused.header('retry-after')).toMatch(/^[1-9]\d*$/);
    expect((await server().post(TOTP, { challengeId: 'x' }, from('192.0.2.1'))).status).toBe(429);

    expect((await shown(challenge, '192.0.2.2', app.code())).status).toBe(200);
  });

  it('are alone counted: good ones and wrong codes use nothing of it up', async () => {
    const { account, app } = await secured(server(), server().clock);
    for (let n = 0; n <= ALLOWED; n += 1) {
      const challenge = challengeOf(await requestLogin(server(), 'token-pair', account));
      expect((await shown(challenge, '192.0.2.3', app.wrongCode())).status).toBe(401);
    }
    const challenge = challengeOf(await requestLogin(server(), 'token-pair', account));
    expect((await shown(challenge, '192.0.2.3', app.code())).status).toBe(200);
  });
});
