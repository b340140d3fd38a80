import { AuditTrail } from '../../src/audit/audit-trail.js';
import { type Sweep, sweepName } from '../../src/database/sweep.js';
import { testDatabases } from '../databases.js';
import { auditOn, NOW, ORIGIN } from './audit-under-test.js';

const DAY = 86_400_000;

describe.each(testDatabases())('the sweep of the audit trail on $dialect', (database) => {
  it('deletes what is past its retention, in batches, and nothing else', async () => {
    const audit = await auditOn(database, { auditRetentionDays: 400 });
    const trail = audit.module.get(AuditTrail);
    const age = async (days: number, count: number, offset = 0): Promise<void> => {
      audit.setTime(NOW - days * DAY + offset);
      const events = Array.from({ length: count }, (_, generation) => ({
        type: 'session-refreshed' as const,
        userId: 'user',
        sessionId: 'session',
        generation,
      }));
      await trail.record(ORIGIN, ...events);
    };
    await age(500, 501);
    await age(400, 1, -1);
    await age(400, 1);
    await age(1, 3);
    audit.setTime(NOW);
    const sweep = audit.module.get<Sweep>(sweepName('audit_events'));
    const statements = audit.watchStatements();
    await sweep.sweep();
    expect(statements.filter((statement) => statement.startsWith('DELETE'))).toHaveLength(2);
    expect((await audit.records()).map(({ at }) => at)).toEqual([
      NOW - 400 * DAY,
      ...Array.from({ length: 3 }, () => NOW - DAY),
    ]);
    await sweep.sweep();
    expect(await audit.records()).toHaveLength(4);
    await audit.close();
  });
});
