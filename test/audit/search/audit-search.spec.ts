import type { AuditEvent } from '../../../src/audit/audit-event.js';
import type { EventOrigin } from '../../../src/audit/event-origin.js';
import { AuditTrail } from '../../../src/audit/audit-trail.js';
import type { AuditCriteria } from '../../../src/audit/search/audit-criteria.js';
import { AuditSearch } from '../../../src/audit/search/audit-search.js';
import type { AuditPlace, FoundEvent } from '../../../src/audit/search/found-event.js';
import { DataSource } from 'typeorm';
import { testDatabases } from '../../databases.js';
import { auditOn, type AuditUnderTest, NOW, ORIGIN } from '../audit-under-test.js';

const login = (userId: string, sessionId = 's1'): AuditEvent => ({
  type: 'login-succeeded',
  userId,
  sessionId,
  contract: 'token-pair',
});
const failure = (userId: string): AuditEvent => ({
  type: 'login-failed',
  cause: 'wrong-password',
  userId,
  contract: 'token-pair',
});

describe.each(testDatabases())('the search of the audit trail, on $dialect', (database) => {
  let audit: AuditUnderTest;
  let search: AuditSearch;

  beforeEach(async () => {
    audit = await auditOn(database);
    search = audit.module.get(AuditSearch);
  });

  afterEach(async () => {
    await audit.close();
  });

  let moment = 0;
  async function record(event: AuditEvent, origin: Partial<EventOrigin> = {}): Promise<void> {
    audit.setTime(NOW + moment);
    moment += 10;
    await audit.module.get(AuditTrail).record({ ...ORIGIN, ...origin }, event);
  }

  const found = async (criteria: AuditCriteria): Promise<readonly FoundEvent[]> =>
    (await search.page(criteria, null, 100)).events;

  it('gives whole events, the newest first', async () => {
    await record(login('ana'));
    await record(failure('ben'));
    const [newest, oldest] = await found({});
    expect(newest).toMatchObject({ type: 'login-failed', userId: 'ben', seq: 2 });
    expect(oldest).toMatchObject({
      ...ORIGIN,
      type: 'login-succeeded',
      userId: 'ana',
      sessionId: 's1',
      details: { contract: 'token-pair' },
      seq: 1,
    });
  });

  it.each<[string, AuditCriteria, readonly string[]]>([
    ['an account', { userId: 'ana' }, ['ana 3', 'ana 1']],
    ['a session', { sessionId: 's2' }, ['cas 5']],
    ['one kind', { types: ['login-failed'] }, ['ana 3', 'ben 2']],
    ['several kinds', { types: ['login-failed', 'user-disabled'] }, ['dan 4', 'ana 3', 'ben 2']],
    ['an outcome', { outcome: 'failure' }, ['ana 3', 'ben 2']],
    ['an account and an outcome', { userId: 'ana', outcome: 'failure' }, ['ana 3']],
    ['a service that acted', { actorId: 'c7' }, ['dan 4']],
    ['an address', { network: '198.51.100.9' }, ['ben 2']],
    ['an IPv6 network', { network: '2001:db8::/32' }, ['cas 5']],
    ['a network', { network: '192.0.2.0/24' }, ['dan 4', 'ana 3', 'ana 1']],
    ['a time', { from: NOW + 10, until: NOW + 20 }, ['ana 3', 'ben 2']],
  ])('finds events by %s', async (_name, criteria, expected) => {
    moment = 0;
    await record(login('ana'));
    await record(failure('ben'), { address: '198.51.100.9' });
    await record(failure('ana'));
    await record(
      { type: 'user-disabled', userId: 'dan' },
      { actor: { kind: 'client', clientId: 'c7' } },
    );
    await record(login('cas', 's2'), { address: '2001:db8::7' });
    const events = await found(criteria);
    expect(events.map(({ userId, seq }) => `${String(userId)} ${seq}`)).toEqual(expected);
  });

  async function pagesOf(criteria: AuditCriteria, limit: number): Promise<readonly number[][]> {
    const pages: number[][] = [];
    let place: AuditPlace | null = null;
    do {
      const { events, next } = await search.page(criteria, place, limit);
      pages.push(events.map(({ seq }) => seq));
      place = next;
    } while (place !== null);
    return pages;
  }

  it('gives every event on one page, also those of one moment', async () => {
    audit.setTime(NOW);
    const events = Array.from({ length: 50 }, (_, n) => login(`u${n % 2}`));
    await audit.module.get(AuditTrail).record(ORIGIN, ...events);
    const all = (await pagesOf({}, 7)).flat();
    expect(all).toEqual(Array.from({ length: 50 }, (_, n) => 50 - n));
    expect((await pagesOf({ userId: 'u1' }, 7)).flat()).toHaveLength(25);
  });

  it('looks at a bounded number of events for a page, and goes on from there', async () => {
    audit.setTime(NOW);
    const trail = audit.module.get(AuditTrail);
    await record(login('ana'), { address: '203.0.113.1' });
    for (let n = 0; n < 24; n += 1) {
      await trail.record(ORIGIN, ...Array.from({ length: 500 }, () => login('ben')));
    }
    const criteria = { network: '203.0.113.1' };
    const first = await search.page(criteria, null, 20);
    expect(first.events).toEqual([]);
    expect(first.next).not.toBeNull();
    expect(await pagesOf(criteria, 20)).toEqual([[], [1]]);
  });

  it.each<[string, AuditCriteria]>([
    ['all', {}],
    ['an account', { userId: 'ana' }],
    ['a session', { sessionId: 's1' }],
    ['a kind', { types: ['login-failed'] }],
  ])('reads %s by an index, and sorts nothing as a whole', async (_name, criteria) => {
    await record(login('ana'));
    const source = audit.module.get(DataSource);
    const asked = jest.spyOn(source.manager, 'query');
    await search.page(criteria, { at: NOW, chain: 'c', seq: 1 }, 20);
    const [sql = '', parameters = []] = asked.mock.calls[0] ?? [];
    asked.mockRestore();
    const explain = database.dialect === 'sqlite' ? 'EXPLAIN QUERY PLAN' : 'EXPLAIN';
    const plan = JSON.stringify(await source.query(`${explain} ${sql}`, parameters));
    expect(plan).toMatch(/audit_events_\w+/);
    expect(plan).not.toMatch(/filesort|TEMP B-TREE FOR ORDER BY/);
  });
});
