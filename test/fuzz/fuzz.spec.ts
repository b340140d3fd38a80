import { campaign, type Report } from './campaign.js';
import { SECRET } from './secret-marker.js';
import { testDatabases } from '../databases.js';
import { useProcesses } from '../e2e/harness/processes.js';

/** `npm run fuzz` sends a hundred thousand; the suite takes a sample. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 3000);
const SEED = Number(process.env.FUZZ_SEED ?? 42);

/** MiB that caches of a fixed size and a lazy collector may take. */
const TOLERANCE = 48;
const SLOWEST = 3000;

const SETTINGS = { LOG_LEVEL: 'trace', METRICS: 'on', DOCS: 'on', TRUST_PROXY: '127.0.0.1' };

/** A campaign of its own says what it found; the suite stays quiet. */
function tell({ statuses, ...figures }: Report): void {
  if (process.env.FUZZ_REQUESTS === undefined) return;
  process.stdout.write(`${JSON.stringify({ ...figures, statuses: [...statuses] })}\n`);
}

for (const database of testDatabases()) {
  describe.each(['on', 'off'])(`generated requests to ${database.dialect}, limits %s`, (limits) => {
    const processes = useProcesses(database);
    const share = Math.ceil(REQUESTS / testDatabases().length / 2);

    it(
      'get an answer, in time, and leave nothing behind',
      async () => {
        const server = await processes().start({ ...SETTINGS, RATE_LIMITS: limits });
        const report = await campaign(server, share, SEED);
        await server.stop();
        tell(report);

        expect(report.answered).toBe(share);
        expect(report.failed).toEqual([]);
        expect(report.slowest).toBeLessThan(SLOWEST);
        expect(report.heapLate).toBeLessThan(report.heapEarly + TOLERANCE);
        for (const status of [200, 400, 401, 404, 405]) {
          expect([...report.statuses.keys()]).toContain(status);
        }

        expect(server.log).toContain('"request"');
        expect(server.log).not.toContain(SECRET);
        expect(server.log).not.toMatch(/eyJ[\w-]{10}|\$argon2|PRIVATE KEY/);
      },
      60_000 + REQUESTS * 20,
    );
  });
}
