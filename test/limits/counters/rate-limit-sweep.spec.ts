import { AppConfig } from '../../../src/config/app-config.js';
import { TypeOrmRateLimitSweep } from '../../../src/limits/counters/typeorm-rate-limit-sweep.js';
import { connect } from '../../database/connect.js';
import { sharedDatabases } from '../../databases.js';
import { TestClock } from '../../e2e/harness/test-clock.js';
import { whereThereIs } from '../../where-there-is.js';

whereThereIs(sharedDatabases(), 'the sweep of counts', ({ create }) => {
  it('deletes those whose window has ended, and leaves the others', async () => {
    const { url, drop } = await create();
    const { dataSource, session } = await connect(url);
    const clock = new TestClock();
    const ended = clock.now() - 120_000;
    for (let n = 0; n < 5; n += 1) {
      await session.execute('INSERT INTO rate_limits VALUES (?, ?, ?)', [`ended ${n}`, 1, ended]);
    }
    await session.execute('INSERT INTO rate_limits VALUES (?, ?, ?)', ['open', 7, clock.now()]);

    await new TypeOrmRateLimitSweep(session, clock, new AppConfig({ databaseUrl: url })).sweep();

    const rows = await session.select<{ readonly points: number }>(
      'SELECT points FROM rate_limits ORDER BY points',
      [],
    );
    expect(rows.map(({ points }) => points)).toEqual([7]);
    await dataSource.destroy();
    await drop();
  });
});
