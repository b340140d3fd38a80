import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import type { AuditEvent } from '../../../src/audit/audit-event.js';
import { AuditTrail } from '../../../src/audit/audit-trail.js';
import {
  type ChainHead,
  type Checkpoint,
  CheckpointSeals,
  readHeads,
} from '../../../src/audit/checkpoints/checkpoint.js';
import { Checkpoints } from '../../../src/audit/checkpoints/checkpoints.js';
import { testDatabases, type ThrowAwayDatabase } from '../../databases.js';
import { type AuditUnderTest, auditIn, NOW, ORIGIN } from '../audit-under-test.js';

const MINUTE = 60_000;
const loggedOut: AuditEvent = { type: 'logged-out', userId: 'user-1', sessionId: 'session-1' };

const parsed = (lines: readonly string[]): readonly Checkpoint[] =>
  lines.map((line) => (JSON.parse(line) as { audit_checkpoint: Checkpoint }).audit_checkpoint);

const namedHeads = (checkpoint: Checkpoint | undefined) =>
  readHeads(checkpoint?.heads ?? '').map(({ seq, state }) => [seq, state]);

describe.each(testDatabases())('checkpoints on $dialect', ({ create }) => {
  let home: ThrowAwayDatabase;
  let audit: AuditUnderTest;
  const open: AuditUnderTest[] = [];

  const start = async (settings = {}): Promise<AuditUnderTest> => {
    const started = await auditIn(home.url, settings);
    open.push(started);
    return started;
  };
  const record = (to = audit): Promise<void> => to.module.get(AuditTrail).record(ORIGIN, loggedOut);
  const take = (of = audit): Promise<void> => of.module.get(Checkpoints).take();
  const outside = (of = audit) => parsed(of.checkpointLines());
  const chainOf = async (of: AuditUnderTest): Promise<string> => {
    await record(of);
    await take(of);
    return readHeads(outside(of).at(-1)?.heads ?? '')[0]?.chain ?? '';
  };
  const headOf = (checkpoint: Checkpoint | undefined, chain: string): ChainHead | undefined =>
    readHeads(checkpoint?.heads ?? '').find((head) => head.chain === chain);
  const stored = async (): Promise<readonly Checkpoint[]> =>
    audit.dataSource.query('SELECT * FROM audit_checkpoints ORDER BY at, process, seq');

  beforeEach(async () => {
    home = await create();
    audit = await start();
  });

  afterEach(async () => {
    for (const each of open.splice(0)) await each.close();
    await home.drop();
  });

  it('say how far each chain goes, idle or not, in the database and outside, under a seal', async () => {
    await take();
    await record();
    await record();
    audit.setTime(NOW + MINUTE);
    await take();
    await take();
    expect(outside().map(namedHeads)).toEqual([[], [[2, 'open']], [[2, 'open']]]);
    expect(outside().map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect((await stored()).map((row) => ({ ...row }))).toEqual(outside());
    const seals = audit.module.get(CheckpointSeals);
    for (const each of outside()) {
      expect(seals.check(each)).toBe('good');
      expect(seals.check({ ...each, at: each.at + 1 })).toBe('bad');
      expect(seals.check({ ...each, heads: '' })).toBe(each.heads === '' ? 'good' : 'bad');
    }
  });

  it('list the chains of all processes, old ones at first and once a day', async () => {
    const other = await start();
    const old = await chainOf(other);
    audit.setTime(NOW + 60 * MINUTE);
    await chainOf(audit);
    for (const minutes of [75, 90]) {
      audit.setTime(NOW + minutes * MINUTE);
      await take();
    }
    const lists = outside().map((each) => headOf(each, old) !== undefined);
    expect(lists).toEqual([true, true, false]);
    audit.setTime(NOW + 26 * 60 * MINUTE);
    await take();
    expect(headOf(outside().at(-1), old)).toMatchObject({ seq: 1 });
  });

  it('report the chain of a process that died, once, with what it had written', async () => {
    const other = await start();
    const dead = await chainOf(other);
    await record(other);
    audit.setTime(NOW + 4 * MINUTE);
    await take();
    expect(headOf(outside().at(-1), dead)).toMatchObject({ seq: 1, state: 'open' });
    audit.setTime(NOW + 6 * MINUTE);
    await take();
    expect(headOf(outside().at(-1), dead)).toMatchObject({ seq: 2, state: 'abandoned' });
  });

  it('have a process that was given up for dead begin another chain', async () => {
    const other = await start();
    const first = await chainOf(other);
    audit.setTime(NOW + 6 * MINUTE);
    await take();
    other.setTime(NOW + 6 * MINUTE);
    await take(other);
    const second = await chainOf(other);
    expect(second).not.toBe(first);
    expect(headOf(outside(other).at(-1), first)).toMatchObject({ seq: 1, state: 'abandoned' });
  });

  it('close the chain of a process that leaves, with all that waited', async () => {
    const other = await start();
    const chain = await chainOf(other);
    const pending = Array.from({ length: 600 }, () => record(other));
    const closing = other.module.close();
    await Promise.all([closing, ...pending]);
    open.splice(open.indexOf(other), 1);
    expect(headOf(outside(other).at(-1), chain)).toMatchObject({ seq: 601, state: 'closed' });
    await take();
    expect(headOf(outside().at(-1), chain)).toMatchObject({ seq: 601, state: 'closed' });
  });

  it('are numbered anew when one could not be written', async () => {
    await take();
    const move = (from: string, to: string): Promise<unknown> =>
      audit.dataSource.query(`ALTER TABLE ${from} RENAME TO ${to}`);
    await move('audit_checkpoints', 'away');
    await expect(take()).rejects.toThrow();
    await move('away', 'audit_checkpoints');
    await take();
    await take();
    const [before, ...after] = outside();
    expect(after.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(new Set(after.map(({ process }) => process))).not.toContain(before?.process);
  });

  it('go to each place that takes them, whatever the others do', async () => {
    const syslog = createServer();
    const webhook = createHttpServer();
    const frames: Promise<string>[] = [];
    const bodies: Promise<string>[] = [];
    syslog.on('connection', (socket) => frames.push(text(socket)));
    webhook.on('request', (request, answer) => {
      bodies.push(text(request));
      answer.statusCode = 204;
      answer.end();
    });
    for (const server of [syslog, webhook]) await once(server.listen(0, '127.0.0.1'), 'listening');
    const portOf = (server: { address: () => unknown }): number =>
      (server.address() as AddressInfo).port;
    const sender = await start({
      auditCheckpoints: [
        '/dev/null/checkpoints',
        'http://127.0.0.1:1/refused',
        'syslog://127.0.0.1:1',
        'stdout',
        `syslog://127.0.0.1:${portOf(syslog)}`,
        `http://127.0.0.1:${portOf(webhook)}/checkpoints`,
      ],
    });
    await take(sender);
    const line = String(sender.output.read());
    expect(parsed([line])).toEqual((await stored()).map((row) => ({ ...row })));
    const [frame = ''] = await Promise.all(frames);
    const [, length, message = ''] = /^(\d+) (.*)$/.exec(frame) ?? [];
    expect(Buffer.byteLength(message)).toBe(Number(length));
    expect(message).toMatch(/^<110>1 - \S+ portcullis \d+ audit - \{"audit_checkpoint":/);
    expect(await Promise.all(bodies)).toEqual([line.trim()]);
    for (const server of [syslog, webhook]) server.close();
  });
});
