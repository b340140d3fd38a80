import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AuditLeftovers } from '../../../src/audit/audit-leftovers.js';
import { Checkpoints } from '../../../src/audit/checkpoints/checkpoints.js';
import { AuditVerification } from '../../../src/audit/verification/audit-verification.js';
import { sharedDatabases } from '../../databases.js';
import { whereThereIs } from '../../where-there-is.js';
import { auditIn, NOW } from '../audit-under-test.js';

const WRITERS = 4;
/** Each kills two of the writers in the midst of their work; more by hand: `AUDIT_RUNS=200`. */
const RUNS = Number(process.env.AUDIT_RUNS ?? 3);
const LOADER = join(__dirname, '../../run-typescript.cjs');
const WRITER = join(__dirname, 'writing-process.ts');

async function end(writer: ChildProcess, signal: NodeJS.Signals): Promise<unknown> {
  const ended = once(writer, 'exit');
  writer.kill(signal);
  const [code] = (await ended) as readonly unknown[];
  return code;
}

whereThereIs(sharedDatabases(), 'an honest store of four writers on $dialect', ({ create }) => {
  it('raises no alarm, while they write and after two were killed', async () => {
    const home = await create();
    const auditor = await auditIn(home.url);
    const checkpoints = auditor.checkpointsFile;
    await auditor.module.get(Checkpoints).take();
    const verify = () => auditor.module.get(AuditVerification).verify([checkpoints]);
    let events = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const writers = Array.from({ length: WRITERS }, () =>
        fork(WRITER, [home.url, checkpoints], { execArgv: ['-r', LOADER] }),
      );
      await Promise.all(writers.map((writer) => once(writer, 'message')));
      await pause(randomInt(100, 500));
      expect((await verify()).findings).toEqual([]);
      const signals = ['SIGKILL', 'SIGKILL', 'SIGTERM', 'SIGTERM'] as const;
      const codes = await Promise.all(
        writers.map((writer, index) => end(writer, signals[index] ?? 'SIGKILL')),
      );
      expect(codes).toEqual([null, null, 0, 0]);
      const verdict = await verify();
      expect(verdict.findings).toEqual([]);
      expect(verdict.chains).toBe((run + 1) * WRITERS);
      expect(verdict.events).toBeGreaterThan(events);
      ({ events } = verdict);
    }
    // What the killed ones left behind is reported and sequenced by another, an hour later.
    auditor.setTime(NOW + 3_600_000);
    await auditor.module.get(Checkpoints).take();
    await auditor.module.get(AuditLeftovers).sequence();
    const { waiting, findings } = await verify();
    expect({ waiting, findings }).toEqual({ waiting: 0, findings: [] });
    await auditor.close();
    await home.drop();
  }, 600_000);
});
