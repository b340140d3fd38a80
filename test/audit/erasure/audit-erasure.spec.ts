import type { AuditEvent, NameDigest } from '../../../src/audit/audit-event.js';
import type { AuditRecordEntity } from '../../../src/audit/audit-record.entity.js';
import { AuditTrail } from '../../../src/audit/audit-trail.js';
import { AuditErasure } from '../../../src/audit/erasure/audit-erasure.js';
import { AuditReading } from '../../../src/audit/search/audit-reading.js';
import { AuditVerification } from '../../../src/audit/verification/audit-verification.js';
import { type Sweep, sweepName } from '../../../src/database/sweep.js';
import { UnitOfWork } from '../../../src/database/unit-of-work.js';
import { testDatabases } from '../../databases.js';
import { type AuditUnderTest, auditOn, NOW, ORIGIN } from '../audit-under-test.js';

const OPERATOR = { requestId: 'command', address: 'command line', userAgent: null };
const ADMINISTRATOR = {
  ...ORIGIN,
  address: '198.51.100.1',
  actor: { kind: 'user', userId: 'admin' },
} as const;

const login = (userId: string): AuditEvent => ({
  type: 'login-succeeded',
  userId,
  sessionId: 's',
  contract: 'c',
});
const UNKNOWN: AuditEvent = {
  type: 'login-failed',
  contract: 'c',
  cause: 'unknown-user',
  nameDigest: 'digest-of-a-name' as NameDigest,
};

describe.each(testDatabases())('the erasure of personal fields on $dialect', (database) => {
  let audit: AuditUnderTest;
  let trail: AuditTrail;
  let erasure: AuditErasure;

  beforeEach(async () => {
    audit = await auditOn(database, { auditRetentionDays: 400 });
    trail = audit.module.get(AuditTrail);
    erasure = audit.module.get(AuditErasure);
  });

  afterEach(() => audit.close());

  const verify = () => audit.module.get(AuditVerification).verify([]);
  const kinds = async () => (await verify()).findings.map(({ kind }) => kind);
  const personal = ({ userId, address, userAgent, name }: AuditRecordEntity) => [
    userId,
    address,
    userAgent,
    name,
  ];
  const kept = async () => (await audit.records()).map(personal);

  it('takes out what a user did, leaves the rest, and breaks no chain', async () => {
    await trail.record(ORIGIN, login('ann'), login('bob'));
    await trail.record(ADMINISTRATOR, { type: 'user-disabled', userId: 'ann' });
    await trail.record(OPERATOR, { type: 'user-enabled', userId: 'ann' });
    await audit.module.get(UnitOfWork).run(() => trail.record(ORIGIN, login('ann')));
    audit.setTime(NOW + 1000);
    expect(await erasure.ofUser('ann', OPERATOR)).toEqual({ events: 2, kept: 0, waiting: 0 });
    audit.setTime(NOW + 2000);
    await trail.record(ORIGIN, login('ann'));
    expect(await kept()).toEqual([
      ['ann', '', null, null],
      ['bob', ORIGIN.address, ORIGIN.userAgent, null],
      ['ann', ADMINISTRATOR.address, ORIGIN.userAgent, null],
      ['ann', 'command line', null, null],
      ['ann', '', null, null],
      ['ann', 'command line', null, null],
      ['ann', ORIGIN.address, ORIGIN.userAgent, null],
    ]);
    expect(await verify()).toMatchObject({ events: 7, erased: 2, findings: [] });
    const said = (await audit.records()).find(({ type }) => type === 'personal-fields-erased');
    expect(said?.details).toEqual({ events: 2, until: NOW + 1000 });
  });

  it('takes out what an administrator did to others', async () => {
    await trail.record(ADMINISTRATOR, { type: 'user-disabled', userId: 'ann' });
    expect(await erasure.ofUser('admin', OPERATOR)).toMatchObject({ events: 1 });
    expect((await kept())[0]).toEqual(['ann', '', null, null]);
    expect(await kinds()).toEqual([]);
  });

  it('takes out the digest of a name with the one event that is named', async () => {
    await trail.record(ORIGIN, UNKNOWN, UNKNOWN);
    const [first] = await audit.records();
    expect(await erasure.ofEvent(first?.id ?? '', OPERATOR)).toMatchObject({ events: 1 });
    expect((await kept()).slice(0, 2)).toEqual([
      [null, '', null, null],
      [null, ORIGIN.address, ORIGIN.userAgent, 'digest-of-a-name'],
    ]);
    expect(await verify()).toMatchObject({ erased: 1, findings: [] });
    expect(await erasure.ofEvent(first?.id ?? '', OPERATOR)).toMatchObject({ events: 0 });
    expect(await erasure.ofEvent('0194c5e0-7d1a-7c3e-9f52-3b6f0a8c41d9', OPERATOR)).toBeNull();
  });

  it('says nothing of an erasure that has nothing to erase, and may be repeated', async () => {
    await trail.record(ORIGIN, login('ann'));
    for (const events of [1, 0]) {
      expect(await erasure.ofUser('ann', OPERATOR)).toMatchObject({ events });
    }
    expect(await audit.records()).toHaveLength(2);
    expect(await erasure.ofUser('no-user', OPERATOR)).toMatchObject({ events: 0 });
    expect(await audit.records()).toHaveLength(2);
    audit.setTime(NOW + 1000);
    await trail.record(ORIGIN, login('ann'));
    expect(await erasure.ofUser('ann', OPERATOR)).toMatchObject({ events: 1 });
    expect(await verify()).toMatchObject({ erased: 2, findings: [] });
  });

  it('is told apart from values that others took out, altered or put back', async () => {
    await trail.record(ORIGIN, login('ann'), login('bob'));
    await trail.record(ORIGIN, login('eve'));
    await erasure.ofUser('ann', OPERATOR);
    const [ann, bob] = await audit.records();
    const query = (sql: string, ...values: unknown[]) => audit.dataSource.query(sql, values);
    const where = `WHERE id = ?`;
    await query(`UPDATE audit_events SET address = '192.0.2.9' ${where}`, ann?.id);
    expect(await kinds()).toEqual(['altered']);
    await query(`UPDATE audit_events SET address = '' ${where}`, ann?.id);
    expect(await kinds()).toEqual([]);
    await query(`UPDATE audit_events SET salt = NULL ${where}`, bob?.id);
    expect(await kinds()).toEqual(['altered']);
    await query(`UPDATE audit_events SET salt = ? ${where}`, bob?.salt, bob?.id);
    expect(await kinds()).toEqual([]);
    // With an erasure of which the trail says nothing, as it is left by an account of the database.
    const type = `type = 'logged-out'`;
    await query(`UPDATE audit_events SET ${type} WHERE type = 'personal-fields-erased'`);
    expect(new Set(await kinds())).toEqual(new Set(['altered', 'erased-unrecorded']));
  });

  it('shows auditors and owners that something was there', async () => {
    await trail.record(ORIGIN, login('ann'), UNKNOWN);
    await erasure.ofUser('ann', OPERATOR);
    const reading = audit.module.get(AuditReading);
    const { events } = await reading.activity('ann', null, undefined);
    expect(events.map(({ type, address }) => [type, address])).toEqual([
      ['personal-fields-erased', 'command line'],
      ['login-succeeded', ''],
    ]);
    const found = await reading.read(
      { criteria: { network: '192.0.2.0/24' }, before: null, limit: undefined },
      ORIGIN,
    );
    expect(found.events.map(({ type }) => type)).toEqual(['login-failed']);
  });

  it('does not keep the events from being deleted for their age', async () => {
    audit.setTime(NOW - 401 * 86_400_000);
    await trail.record(ORIGIN, login('ann'), login('bob'));
    await erasure.ofUser('ann', OPERATOR);
    audit.setTime(NOW);
    await audit.module.get<Sweep>(sweepName('audit_events')).sweep();
    expect(await audit.records()).toEqual([]);
    expect(await kinds()).toEqual([]);
  });
});
