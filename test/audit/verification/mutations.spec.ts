import { testDatabases } from '../../databases.js';
import { randomFrom } from './mutation.js';
import { MUTATIONS } from './mutations.js';
import { RecordedStore } from './recorded-store.js';

/** Together 2,000: the embedded database answers at once. */
const COUNTS = { sqlite: 1600, mysql: 400, mariadb: 400 } as const;
const SEED = Number(process.env.AUDIT_SEED ?? 20_261_127);

describe.each(testDatabases())('mutations of an audit store on $dialect', (database) => {
  let store: RecordedStore;

  beforeAll(async () => {
    store = await RecordedStore.on(database);
  }, 60_000);

  afterAll(() => store.close());

  it('are none in an honest store', async () => {
    const verdict = await store.verify();
    expect(verdict.findings).toEqual([]);
    expect(verdict).toMatchObject({ chains: 4, events: 4 * 2 * 38, waiting: 0, carried: 0 });
    expect(verdict.outsideCheckpoints).toBe(verdict.checkpoints);
  });

  it('are all found and named rightly', async () => {
    const random = randomFrom(SEED);
    const wrong: string[] = [];
    for (let count = 0; count < COUNTS[database.dialect]; count += 1) {
      const mutation = MUTATIONS[count % MUTATIONS.length]?.(store, random);
      if (mutation === undefined) continue;
      const { findings } = await store.verdictOf(mutation.apply);
      const kinds = findings.map(({ kind }) => kind).filter((kind) => kind !== mutation.also);
      const named = [...new Set(kinds)];
      if (named.length !== 1 || named[0] !== mutation.expected) {
        wrong.push(`${count} ${mutation.name}: ${JSON.stringify(findings)}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 300_000);
});
