/**
 * How many events a second `portcullis audit verify` reads, by the size of the batches they were
 * written in: 20 as under load, or 1 as on a quiet day, where each has a seal of its own.
 *
 *   node -r ./test/run-typescript.cjs bench/audit-verify.ts [EVENTS] [BATCH] [DATABASE_URL]
 *
 * Processor time counts where the machine does other things as well. Without a URL, on SQLite in a temporary directory. The database has to be an empty one.
 */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { AuditChain } from '../src/audit/audit-chain.js';
import type { AuditEvent } from '../src/audit/audit-event.js';
import { AuditRecords } from '../src/audit/audit-record.js';
import { Checkpoints } from '../src/audit/checkpoints/checkpoints.js';
import { AuditVerification } from '../src/audit/verification/audit-verification.js';
import { DatabaseSession } from '../src/database/database-session.js';
import { type AuditUnderTest, auditIn, ORIGIN } from '../test/audit/audit-under-test.js';

const ROUNDS = 3;
/** Batches that are committed together while the store is filled. */
const TOGETHER = 100;

const login = (number: number): AuditEvent => ({
  type: 'login-succeeded',
  userId: `01940000-0000-7000-8000-${String(number % 1e6).padStart(12, '0')}`,
  sessionId: `01950000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  contract: 'token-pair',
});

async function fill({ module }: AuditUnderTest, events: number, batch: number): Promise<void> {
  const [chain, records, session] = [
    module.get(AuditChain),
    module.get(AuditRecords),
    module.get(DatabaseSession),
  ];
  for (let at = 0; at < events;) {
    await session.transaction(async () => {
      for (let count = 0; count < TOGETHER && at < events; count += 1, at += batch) {
        const some = Array.from({ length: batch }, (_, index) => login(at + index));
        await chain.append(records.of(ORIGIN, some));
      }
    });
  }
  await module.get(Checkpoints).take();
  await chain.finish('closed');
}

async function measure(audit: AuditUnderTest, what: string): Promise<void> {
  for (let round = 1; round <= ROUNDS; round += 1) {
    const started = performance.now();
    const before = process.cpuUsage();
    const verdict = await audit.module.get(AuditVerification).verify([audit.checkpointsFile]);
    const seconds = (performance.now() - started) / 1000;
    if (verdict.findings.length > 0) throw new Error(JSON.stringify(verdict.findings));
    const { user, system } = process.cpuUsage(before);
    const rate = Math.round(verdict.events / seconds).toLocaleString('en');
    const own = Math.round(verdict.events / ((user + system) / 1e6)).toLocaleString('en');
    const took = `${verdict.events} events in ${seconds.toFixed(2)} s`;
    process.stdout.write(`${what}: ${took}, ${rate}/s; ${own} a second of processor time
`);
  }
}

const [, , EVENTS = '200000', BATCH = '20', URL] = process.argv;

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
  const audit = await auditIn(URL ?? `sqlite:${join(directory, 'audit.sqlite')}`);
  await fill(audit, Number(EVENTS), Number(BATCH));
  await measure(audit, `batches of ${BATCH}`);
  await audit.close();
  rmSync(directory, { recursive: true });
}

void main();
