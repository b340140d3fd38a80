import { setTimeout as pause } from 'node:timers/promises';
import type { AuditEvent, NameDigest } from '../../src/audit/audit-event.js';
import { AuditObservers, AuditTrail } from '../../src/audit/audit-trail.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { testDatabases } from '../databases.js';
import { type AuditUnderTest, auditOn, NOW, ORIGIN } from './audit-under-test.js';

const ids = { userId: 'user-1', sessionId: 'session-1' } as const;
const loggedOut: AuditEvent = { type: 'logged-out', ...ids };

const numbered = (generation: number): AuditEvent => ({
  type: 'session-refreshed',
  ...ids,
  generation,
});

describe.each(testDatabases())('the audit trail on $dialect', (database) => {
  let audit: AuditUnderTest;
  let trail: AuditTrail;

  beforeEach(async () => {
    audit = await auditOn(database);
    trail = audit.module.get(AuditTrail);
  });

  afterEach(() => audit.close());

  it('keeps who, in which session, what, when and from where', async () => {
    await trail.record(ORIGIN, { type: 'login-succeeded', ...ids, contract: 'envelope' });
    expect(await audit.records()).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{14}7[0-9a-f-]{21}$/),
        at: NOW,
        type: 'login-succeeded',
        ...ids,
        details: { contract: 'envelope' },
        ...ORIGIN,
        name: null,
        salt: expect.stringMatching(/^[\w-]{22}$/),
        digest: null,
        chain: expect.stringMatching(/^[\w-]{22}$/),
        seq: 1,
        mac: expect.stringMatching(/^[\w-]{8}\.[\w-]{43}$/),
      },
    ]);
  });

  it('keeps the events of one moment in their order', async () => {
    await trail.record(
      ORIGIN,
      { type: 'refresh-reused', ...ids, generation: 1, cause: 'elsewhere' },
      { type: 'session-revoked', ...ids, reason: 'reuse' },
    );
    await trail.record(ORIGIN, loggedOut);
    const types = (await audit.records()).map(({ type }) => type);
    expect(types).toEqual(['refresh-reused', 'session-revoked', 'logged-out']);
  });

  it('shares statements in a flood, without a transaction, and loses nothing', async () => {
    const statements = audit.watchStatements();
    const generations = Array.from({ length: 1200 }, (_, index) => index);
    await Promise.all(generations.map((index) => trail.record(ORIGIN, numbered(index))));
    // The first begins the chain and goes alone; 1,199 wait for it and go 500 at a time.
    expect(statements).toHaveLength(5);
    for (const statement of statements) expect(statement).toMatch(/^INSERT INTO/);
    const kept = (await audit.records()).map(({ details }) => details.generation);
    expect(kept).toEqual(generations);
  });

  it('writes twenty and more at once of two thousand that come in a second', async () => {
    const statements = audit.watchStatements();
    const kept: Promise<void>[] = [];
    const begun = performance.now();
    while (kept.length < 4000) {
      const due = Math.min(4000, (performance.now() - begun) * 2);
      while (kept.length < due) kept.push(trail.record(ORIGIN, numbered(kept.length)));
      await pause(1);
    }
    await Promise.all(kept);
    const [row] = await audit.dataSource.query<{ count: number | string }[]>(
      'SELECT COUNT(*) AS count FROM audit_events',
    );
    expect(Number(row?.count)).toBe(4000);
    // It takes a tenth of a second to see how many there are; they are written one by one until then.
    const inserts = statements.filter((sql) => sql.startsWith('INSERT INTO audit_events'));
    expect(inserts.length - 200).toBeLessThan(3800 / 20);
  });

  it('rejects exactly what could not be written, not what stood beside it, and goes on', async () => {
    await audit.dataSource.query('CREATE UNIQUE INDEX one_login ON audit_events (session_id)');
    const outcomes = await Promise.allSettled(
      ['first', 'second', 'twice', 'twice', 'third'].map((sessionId) =>
        trail.record(ORIGIN, { ...loggedOut, sessionId }),
      ),
    );
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    await trail.record(ORIGIN, { ...loggedOut, sessionId: 'fourth' });
    const kept = (await audit.records()).map(({ sessionId }) => sessionId);
    expect(kept.sort()).toEqual(['first', 'fourth', 'second', 'third', 'twice']);
  });

  it('keeps a value that is too long cut off, and everything beside it', async () => {
    const long = '\u{1F98A}'.repeat(100_000);
    const failed: AuditEvent = {
      type: 'login-failed',
      contract: long,
      cause: 'no-password',
      userId: long,
    };
    const origin = { requestId: long, address: long, userAgent: long };
    await Promise.all([
      trail.record(origin, failed),
      trail.record(ORIGIN, loggedOut),
      trail.record(origin, { ...loggedOut, userId: long, sessionId: long }),
    ]);
    const lengths = (await audit.records()).map(({ type, userId }) => [
      type.length,
      userId?.length,
    ]);
    expect(lengths).toContainEqual(['login-failed'.length, 72]);
    expect(lengths).toContainEqual(['logged-out'.length, 'user-1'.length]);
  });

  it('is part of a unit of work, kept with it and gone with it, in the midst of a flood', async () => {
    const unitOfWork = audit.module.get(UnitOfWork);
    const flood = Array.from({ length: 2000 }, () => trail.record(ORIGIN, loggedOut));
    await unitOfWork.run(() => trail.record(ORIGIN, numbered(1)));
    const failing = unitOfWork.run(async () => {
      await trail.record(ORIGIN, numbered(2));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await Promise.all(flood);
    const records = await audit.records();
    expect(records).toHaveLength(2001);
    const refreshed = records.filter(({ type }) => type === 'session-refreshed');
    expect(refreshed.map(({ details }) => details.generation)).toEqual([1]);
  });

  it('writes nothing where a unit of work has nothing to tell', async () => {
    await audit.module.get(UnitOfWork).run(() => trail.record(ORIGIN));
    expect(await audit.records()).toEqual([]);
  });

  it('does not let events from outside slip into a unit of work that fails', async () => {
    const unitOfWork = audit.module.get(UnitOfWork);
    const start: { go?: () => void } = {};
    const started = new Promise<void>((resolve) => {
      start.go = resolve;
    });
    const failing = unitOfWork.run(async () => {
      await trail.record(ORIGIN, numbered(1));
      start.go?.();
      await new Promise(setImmediate);
      throw new Error('rolled back');
    });
    const outside = started.then(() => trail.record(ORIGIN, numbered(2)));
    await expect(failing).rejects.toThrow('rolled back');
    await outside;
    expect((await audit.records()).map(({ details }) => details.generation)).toEqual([2]);
  });

  it('has written everything that waited when the application has closed', async () => {
    const another = await auditOn(database);
    const statements = another.watchStatements();
    const pending = Array.from({ length: 600 }, (_, index) =>
      another.module.get(AuditTrail).record(ORIGIN, numbered(index)),
    );
    await another.close();
    await Promise.all(pending);
    expect(statements.filter((each) => each.startsWith('INSERT INTO audit_events'))).toHaveLength(
      3,
    );
  });

  it.each<[string, string, string]>([
    ['control characters', 'a\r\nb\tc\0d\x7f\x9b', 'a\\u{d}\\u{a}b\\u{9}c\\u{0}d\\u{7f}\\u{9b}'],
    ['terminal sequences', '\x1b[31mred\x1b]0;title\x07', '\\u{1b}[31mred\\u{1b}]0;title\\u{7}'],
    ['reordering and invisible ones', '\u202Eevil\u200B\u2028', '\\u{202e}evil\\u{200b}\\u{2028}'],
    ['an escape that was sent as one', '\\u{1b}', '\\u{5c}u{1b}'],
    ['half of a pair', 'x\uD83Dy', 'x\\u{d83d}y'],
    ['letters of all kinds', 'Ünïcödé 漢字 😀', 'Ünïcödé 漢字 😀'],
    ['a long one of emoji', '😀'.repeat(5000), '😀'.repeat(256)],
    ['a cut through an escape', `${'x'.repeat(253)}\x1b[0m`, 'x'.repeat(253)],
    ['nothing', '', ''],
  ])('keeps a user agent with %s encoded', async (_, userAgent, kept) => {
    await trail.record({ ...ORIGIN, userAgent }, loggedOut);
    expect((await audit.records())[0]?.userAgent).toBe(kept);
  });

  it('keeps request ids and addresses within their columns, and an absent user agent', async () => {
    const long = 'x\n'.repeat(100);
    await trail.record({ requestId: long, address: long, userAgent: null }, loggedOut);
    const [record] = await audit.records();
    expect(record?.requestId).toMatch(/^(x\\u\{a\}){10}/);
    expect(record?.requestId.length).toBeLessThanOrEqual(64);
    expect(record?.address.length).toBeLessThanOrEqual(45);
    expect(record?.userAgent).toBeNull();
  });

  it('keeps what an event declares and nothing that came along', async () => {
    const secret = 'hunter2';
    const surplus = { password: secret, token: secret };
    const events: readonly AuditEvent[] = [
      { type: 'login-succeeded', ...ids, contract: 'c' },
      { type: 'login-failed', contract: 'c', cause: 'wrong-password', userId: 'u' },
      { type: 'login-failed', contract: 'c', cause: 'unknown-user', nameDigest: 'd' as NameDigest },
      { type: 'user-registered', ...ids },
      { type: 'refresh-replayed', ...ids, generation: 1 },
      { type: 'refresh-refused', ...ids, cause: 'expired' },
      { type: 'session-revoked', ...ids, reason: 'user-disabled' },
      { type: 'user-disabled', userId: 'u' },
      { type: 'exchange-succeeded', userId: 'u', provider: 'p' },
      { type: 'exchange-failed', userId: null, provider: 'p', cause: 'code-reused' },
      { type: 'user-signed-up', userId: 'u', provider: 'p' },
      { type: 'identity-linked', userId: 'u', provider: 'p', grounds: 'asked-for' },
      { type: 'identity-unlinked', userId: 'u', provider: 'p' },
      loggedOut,
    ];
    await trail.record(ORIGIN, ...events.map((event) => ({ ...event, ...surplus })));
    const records = await audit.records();
    expect(JSON.stringify(records)).not.toContain(secret);
    expect(records.map(({ name }) => name).filter((name) => name !== null)).toEqual(['d']);
    expect(records.map(({ userId, details }) => ({ userId, details }))).toEqual([
      { userId: 'user-1', details: { contract: 'c' } },
      { userId: 'u', details: { contract: 'c', cause: 'wrong-password' } },
      { userId: null, details: { contract: 'c', cause: 'unknown-user' } },
      { userId: 'user-1', details: {} },
      { userId: 'user-1', details: { generation: 1 } },
      { userId: 'user-1', details: { cause: 'expired' } },
      { userId: 'user-1', details: { reason: 'user-disabled' } },
      { userId: 'u', details: {} },
      { userId: 'u', details: { provider: 'p' } },
      { userId: null, details: { provider: 'p', cause: 'code-reused' } },
      { userId: 'u', details: { provider: 'p' } },
      { userId: 'u', details: { provider: 'p', grounds: 'asked-for' } },
      { userId: 'u', details: { provider: 'p' } },
      { userId: 'user-1', details: {} },
    ]);
  });

  it('shows observers what was written, and outlives one that fails', async () => {
    const seen: string[] = [];
    const observers = audit.module.get(AuditObservers);
    observers.add({
      observe: () => {
        throw new Error('broken gauge');
      },
    });
    observers.add({ observe: ({ type }) => seen.push(type) });
    await trail.record(ORIGIN, loggedOut);
    expect(seen).toEqual(['logged-out']);
    await audit.dataSource.query('DROP TABLE audit_events');
    await expect(trail.record(ORIGIN, loggedOut)).rejects.toThrow();
    expect(seen).toEqual(['logged-out']);
  });
});
