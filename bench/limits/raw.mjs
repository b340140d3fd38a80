import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { availableParallelism } from 'node:os';
import argon2 from '@node-rs/argon2';

/** What one machine can do at all, measured in a process of its own: `node raw.mjs SECONDS`. */
const seconds = Number(process.argv[2]);
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
/** As long as what an access token has signed. */
const input = Buffer.alloc(430, 'a');
const signature = sign('sha256', input, privateKey);

function rates(count, started, cpu) {
  const { user, system } = process.cpuUsage(cpu);
  const elapsed = (performance.now() - started) / 1000;
  return { perSecond: count / elapsed, cpuMs: (user + system) / 1000 / count };
}

/** On one thread, one after the other. */
function onOneThread(work, limit = seconds) {
  for (let i = 0; i < 200; i += 1) work();
  const cpu = process.cpuUsage();
  const started = performance.now();
  let count = 0;
  while (performance.now() - started < limit * 1000) {
    for (let i = 0; i < 20; i += 1) work();
    count += 20;
  }
  return rates(count, started, cpu);
}

async function onAllCores(work) {
  await work();
  const cpu = process.cpuUsage();
  const started = performance.now();
  let count = 0;
  const line = async () => {
    while (performance.now() - started < seconds * 1000) {
      await work();
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, line));
  return rates(count, started, cpu);
}

const hash = await argon2.hash('securepassword123', COST);

process.send({
  argon2id: await onAllCores(async () => {
    if (!(await argon2.verify(hash, 'securepassword123'))) throw new Error('not verified');
  }),
  sign: onOneThread(() => sign('sha256', input, privateKey), seconds / 2),
  verify: onOneThread(() => {
    if (!verify('sha256', input, publicKey, signature)) throw new Error('not verified');
  }, seconds / 2),
});
process.disconnect();
