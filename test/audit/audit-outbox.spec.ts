import type { AuditEvent } from '../../src/audit/audit-event.js';
import { AuditLeftovers } from '../../src/audit/audit-leftovers.js';
import { AuditObservers, AuditTrail } from '../../src/audit/audit-trail.js';
import { DatabaseSession } from '../../src/database/database-session.js';
import { UnitOfWork } from '../../src/database/unit-of-work.js';
import { testDatabases } from '../databases.js';
import { type AuditUnderTest, auditOn, NOW, ORIGIN } from './audit-under-test.js';

const numbered = (generation: number): AuditEvent => ({
  type: 'session-refreshed',
  userId: 'user-1',
  sessionId: 'session-1',
  generation,
});

describe.each(testDatabases())('events of a unit of work on $dialect', (database) => {
  let audit: AuditUnderTest;
  let trail: AuditTrail;
  let unitOfWork: UnitOfWork;
  let seen: AuditEvent[];

  beforeEach(async () => {
    audit = await auditOn(database);
    trail = audit.module.get(AuditTrail);
    unitOfWork = audit.module.get(UnitOfWork);
    seen = [];
    audit.module.get(AuditObservers).add({ observe: (event) => seen.push(event) });
  });

  afterEach(() => audit.close());

  const kept = async () =>
    (await audit.records()).map(({ seq, details }) => [seq, details.generation]);
  const waiting = async (): Promise<number> =>
    (await audit.dataSource.query<unknown[]>('SELECT id FROM audit_outbox')).length;
  const numbers = () => seen.map((event) => 'generation' in event && event.generation);

  it('are in the chain when it has ended, and wait no more', async () => {
    await unitOfWork.run(async () => {
      await trail.record(ORIGIN, numbered(1), numbered(2));
      expect(seen).toEqual([]);
    });
    expect([await waiting(), await kept(), numbers()]).toEqual([
      0,
      [
        [1, 1],
        [2, 2],
      ],
      [1, 2],
    ]);
  });

  it('leave no hole and are told to no observer when it is rolled back', async () => {
    await trail.record(ORIGIN, numbered(1));
    const failing = unitOfWork.run(async () => {
      await trail.record(ORIGIN, numbered(2));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await trail.record(ORIGIN, numbered(3));
    expect([await waiting(), await kept()]).toEqual([
      0,
      [
        [1, 1],
        [2, 3],
      ],
    ]);
    expect(numbers()).toEqual([1, 3]);
  });

  it('are recorded and told once where the database has it tried again', async () => {
    let attempts = 0;
    await unitOfWork.run(async () => {
      attempts += 1;
      await trail.record(ORIGIN, numbered(attempts));
      if (attempts < 3) throw Object.assign(new Error('deadlock'), { errno: 1213 });
    });
    expect([attempts, await waiting(), await kept()]).toEqual([3, 0, [[1, 3]]]);
    expect(numbers()).toEqual([3]);
  });

  it('are kept where the chain cannot be written, and not done a second time', async () => {
    await audit.dataSource.query('CREATE UNIQUE INDEX one_type ON audit_events (type)');
    let attempts = 0;
    const run = (): Promise<void> =>
      unitOfWork.run(async () => {
        attempts += 1;
        await trail.record(ORIGIN, numbered(attempts));
      });
    await run();
    await expect(run()).rejects.toThrow();
    expect([attempts, await waiting(), await kept()]).toEqual([2, 1, [[1, 1]]]);
    const sqlite = database.dialect === 'sqlite';
    await audit.dataSource.query(`DROP INDEX one_type${sqlite ? '' : ' ON audit_events'}`);
    audit.setTime(NOW + 61_000);
    await audit.module.get(AuditLeftovers).sequence();
    expect([await waiting(), (await kept()).map(([, generation]) => generation)]).toEqual([
      0,
      [1, 2],
    ]);
  });

  describe('that no process sequenced', () => {
    const leave = async (generation: number): Promise<void> => {
      const session = audit.module.get(DatabaseSession);
      // As a process leaves it that dies upon its commit.
      await session.transaction(() => trail.record(ORIGIN, numbered(generation)));
    };

    it('are sequenced by another, once, when their time is over', async () => {
      await leave(1);
      const leftovers = audit.module.get(AuditLeftovers);
      await leftovers.sequence();
      expect([await waiting(), await kept()]).toEqual([1, []]);
      audit.setTime(NOW + 61_000);
      await Promise.all([leftovers.sequence(), leftovers.sequence()]);
      expect([await waiting(), await kept()]).toEqual([0, [[1, 1]]]);
    });

    it('stay where they are when they were altered, or put back', async () => {
      await leave(1);
      await leave(2);
      const copy = 'CREATE TABLE copied AS SELECT * FROM audit_outbox';
      await audit.dataSource.query(copy);
      await audit.dataSource.query(
        `UPDATE audit_outbox SET user_id = 'eve' WHERE details LIKE '%2%'`,
      );
      audit.setTime(NOW + 61_000);
      const leftovers = audit.module.get(AuditLeftovers);
      await leftovers.sequence();
      expect([await waiting(), await kept()]).toEqual([1, [[1, 1]]]);
      await audit.dataSource.query(
        `INSERT INTO audit_outbox SELECT * FROM copied WHERE details LIKE '%1%'`,
      );
      await leftovers.sequence();
      expect([await waiting(), await kept()]).toEqual([2, [[1, 1]]]);
    });
  });
});
