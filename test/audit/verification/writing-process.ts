import 'reflect-metadata';
import { AuditTrail } from '../../../src/audit/audit-trail.js';
import { Checkpoints } from '../../../src/audit/checkpoints/checkpoints.js';
import { UnitOfWork } from '../../../src/database/unit-of-work.js';
import { auditIn, ORIGIN } from '../audit-under-test.js';

const [, , databaseUrl = '', checkpoints = ''] = process.argv;

/** Records as fast as it can, alone and in units of work that may be rolled back, until it is ended. */
async function write(): Promise<void> {
  const { module, close } = await auditIn(databaseUrl, { auditCheckpoints: [checkpoints] });
  const trail = module.get(AuditTrail);
  const unitOfWork = module.get(UnitOfWork);
  let leaving = false;
  process.on('SIGTERM', () => {
    leaving = true;
  });
  const record = (generation: number): Promise<void> =>
    trail.record(ORIGIN, {
      type: 'session-refreshed',
      userId: `user-${process.pid}`,
      sessionId: 's',
      generation,
    });
  const client = async (number: number): Promise<void> => {
    for (let count = 0; !leaving; count += 1) {
      await record(count);
      if (number === 0 && count % 5 === 0) await module.get(Checkpoints).take();
      if (count % 3 !== 0) continue;
      await unitOfWork
        .run(async () => {
          await record(count);
          if (count % 2 === 0) throw new RangeError('rolled back');
        })
        .catch((error: unknown) => {
          if (!(error instanceof RangeError)) throw error;
        });
    }
  };
  process.send?.('writing');
  await Promise.all(Array.from({ length: 8 }, (_, number) => client(number)));
  await close();
  process.exit(0);
}

write().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`);
  process.exit(1);
});
