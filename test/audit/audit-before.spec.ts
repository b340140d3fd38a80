import { AuditLeftovers } from '../../src/audit/audit-leftovers.js';
import { testDatabases } from '../databases.js';
import { auditOn } from './audit-under-test.js';

describe.each(testDatabases())('events from before the chain on $dialect', (database) => {
  it('are carried into a chain that says so, as they were', async () => {
    const audit = await auditOn(database);
    const text = '  blanks, \\u{1b}, "quotes", Ünïcödé 漢字 😀  ';
    for (let index = 0; index < 3; index += 1) {
      await audit.dataSource.query(
        `INSERT INTO audit_events_before
           (id, at, type, user_id, session_id, details, request_id, address, user_agent)
         VALUES (?, 1000, 'login-failed', NULL, NULL, '{"contract":"c","cause":"x"}', 'r', '::1', ?)`,
        [`id-${index}`, text],
      );
    }
    await audit.module.get(AuditLeftovers).sequence();
    const records = await audit.records();
    expect(records.map(({ seq, id, userAgent }) => [seq, id, userAgent])).toEqual([
      [1, 'id-0', text],
      [2, 'id-1', text],
      [3, 'id-2', text],
    ]);
    expect(new Set(records.map(({ chain }) => chain.slice(0, 7)))).toEqual(new Set(['before-']));
    expect(await audit.dataSource.query('SELECT id FROM audit_events_before')).toEqual([]);
    const [chain] = await audit.dataSource.query<object[]>('SELECT head, ended FROM audit_chains');
    expect({ ...chain }).toEqual({ head: 3, ended: 'closed' });
    await audit.close();
  });
});
