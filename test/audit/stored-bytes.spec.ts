import { AuditTrail } from '../../src/audit/audit-trail.js';
import { BatchSeals, CHAINED_COLUMNS, type ChainedEvent } from '../../src/audit/batch-seal.js';
import { DatabaseSession } from '../../src/database/database-session.js';
import { testDatabases } from '../databases.js';
import { auditOn, NOW, ORIGIN } from './audit-under-test.js';

/** What an engine, a driver or a collation may round, trim, pad or encode anew. */
const HOSTILE = [
  '',
  ' ',
  '  both ends  ',
  'trailing tab\t',
  'Ünïcödé e\u0301 é',
  '漢字 😀 👩‍👩‍👧',
  '\\ \' " ` % _ ? :x $1 -- ; /* */',
  '\\u{1b}',
  'nul \0 inside',
  '\ud83d half',
  '0123',
  '1e3',
  'NULL',
  'true',
  '2026-11-27T00:00:00.123Z',
  '{"a": 1.0}',
];

describe.each(testDatabases())('the bytes of an event on $dialect', (database) => {
  it('are those that were sealed, whatever they are', async () => {
    const audit = await auditOn(database);
    const trail = audit.module.get(AuditTrail);
    const moments = [NOW, NOW + 1, 999, 0, 4_102_444_800_999];
    for (const [index, text] of HOSTILE.entries()) {
      audit.setTime(moments[index % moments.length] ?? NOW);
      await trail.record(
        { requestId: text, address: text, userAgent: index % 3 === 0 ? null : text },
        { type: 'login-succeeded', userId: text, sessionId: text, contract: text },
        { type: 'client-authentication-failed', clientId: null, cause: 'wrong-secret' },
        {
          type: 'session-refreshed',
          userId: 'u',
          sessionId: 's',
          generation: Number.MAX_SAFE_INTEGER,
        },
      );
    }
    await trail.record(ORIGIN, { type: 'logged-out', userId: 'u', sessionId: 's' });
    const rows = await audit.module
      .get(DatabaseSession)
      .select<ChainedEvent>(`SELECT ${CHAINED_COLUMNS} FROM audit_events ORDER BY chain, seq`, []);
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));

    const seals = audit.module.get(BatchSeals);
    let place = { chain: rows[0]?.chain ?? '', seq: 0, mac: '' };
    let batch: ChainedEvent[] = [];
    const states: string[] = [];
    for (const row of rows) {
      batch.push(row);
      if (row.mac === null) continue;
      states.push(seals.checkBatch(place, batch));
      place = { chain: row.chain, seq: Number(row.seq), mac: row.mac };
      batch = [];
    }
    expect(batch).toEqual([]);
    expect(states).toEqual([...HOSTILE, 'the last'].map(() => 'good'));
    await audit.close();
  });
});
