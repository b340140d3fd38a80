import { DataSource } from 'typeorm';
import { credentialsOf } from './harness/accounts.js';
import {
  administer,
  administrator,
  codeOf,
  eventsOf,
  person,
  userPath,
} from './harness/administration.js';
import type { Answer } from './harness/answer.js';
import { enrol, MFA, challengeOf } from './harness/authenticator-app.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault } from './harness/expected-faults.js';
import { aTimestamp, expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { Directory } from './harness/scim.js';
import { bearer, login, requestLogin } from './harness/sessions.js';
import { MINUTE } from './harness/test-clock.js';

const AGENT = 'the agent of an owner';
const OPERATOR = 'the agent of an administrator';

onEachDatabase('an owner who asks for all that is stored', (database) => {
  const server = useServer(database);

  const exported = (token: string): Promise<Answer> =>
    server().get(ROUTES.ownExport, { ...bearer(token), 'user-agent': AGENT });

  it('gets one document of a known form, as a file', async () => {
    const owner = await person(server(), 'owner');
    const directory = await Directory.of(server());
    const name = { givenName: 'Ada', familyName: 'King' };
    await directory.patch(owner.id, { op: 'replace', value: { externalId: 'e-1', name } });
    const admin = await administrator(server());
    await administer(server(), admin, {
      method: 'POST',
      path: userPath(owner.id, '/unlock'),
      headers: { 'user-agent': OPERATOR },
    });
    const answer = await exported(owner.token);
    expect(answer.status).toBe(200);
    expect(answer.header('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.header('content-disposition')).toBe('attachment; filename="account.json"');
    expect(answer.header('cache-control')).toBe('no-store');
    expect(answer.body).toMatchObject({
      format: 'portcullis-account',
      version: 1,
      exportedAt: aTimestamp,
      account: {
        uid: owner.id,
        username: owner.account.username,
        email: owner.account.email,
        emailVerifiedAt: null,
        displayName: expect.any(String),
        roles: ['user'],
        createdAt: aTimestamp,
        hasPassword: true,
      },
      identities: [],
      factors: [],
      recoveryCodesLeft: 0,
      networks: [{ network: expect.any(String), seenAt: aTimestamp }],
      directories: [{ externalId: 'e-1', name }],
    });
    const sessions = answer.value('sessions') as readonly { readonly id: string }[];
    expect(sessions).toHaveLength(2);
    const events = answer.value('events') as readonly { readonly type: string }[];
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      'account-exported',
      'login-succeeded',
      'user-registered',
      'user-unlocked',
      'user-updated',
    ]);
    const by = (type: string) => events.find((each) => each.type === type);
    expect(by('account-exported')).toMatchObject({ byOwner: true, userAgent: AGENT });
    const byOther = { byOwner: false, address: null, userAgent: null, details: {} };
    expect(by('user-unlocked')).toMatchObject(byOther);
    expect(answer.text).not.toContain(OPERATOR);
    expect(answer.text).not.toContain(admin.id);
    expect((await eventsOf(server(), owner.id)).at(-1)).toEqual({
      type: 'account-exported',
      details: {},
    });
  });

  it('gets nothing that is secret', async () => {
    const owner = await person(server());
    const enrolled = await enrol(server(), server().clock, owner.token);
    const { app } = enrolled;
    const challenge = challengeOf(
      await requestLogin(server(), 'token-pair', credentialsOf(owner.account)),
    );
    const done = await server().post(MFA, { challengeId: challenge, code: app.code() });
    const answer = await exported(done.string('accessToken'));
    expect(answer.value('factors')).toEqual([
      expect.objectContaining({ kind: 'totp', createdAt: aTimestamp }),
    ]);
    expect(answer.value('recoveryCodesLeft')).toBe(10);
    const dataSource = server().resolve(DataSource);
    const secrets = [
      ...(await dataSource.query<object[]>('SELECT password_hash AS secret FROM users')),
      ...(await dataSource.query<object[]>('SELECT sealed_secret AS secret FROM totp_factors')),
      ...(await dataSource.query<object[]>('SELECT digest AS secret FROM recovery_codes')),
    ].map((row) => String(Reflect.get(row, 'secret')));
    expect(secrets.length).toBeGreaterThan(10);
    for (const secret of [...secrets, app.secret]) expect(answer.text).not.toContain(secret);
    expect(enrolled.value('recoveryCodes')).toHaveLength(10);
  });

  it('shows a fresh proof of it, and no cookie in its place', async () => {
    const owner = await person(server());
    server().clock.advance(5 * MINUTE);
    expect(codeOf(await exported(owner.token))).toEqual([401, 'INSUFFICIENT_AUTHENTICATION']);
    expect(codeOf(await server().get(ROUTES.ownExport))).toEqual([401, 'INVALID_TOKEN']);
  });

  it('gets it ten times an hour', async () => {
    const owner = await person(server());
    for (let n = 0; n < 10; n += 1) expect((await exported(owner.token)).status).toBe(200);
    const refused = { status: 429, errorCode: 'TOO_MANY_REQUESTS', message: 'Too many requests.' };
    expectAnswer(await exported(owner.token), fault(ROUTES.ownExport, refused));
    const other = await login(server(), 'token-pair', (await person(server())).account);
    expect((await exported(other.accessToken)).status).toBe(200);
  });
});
