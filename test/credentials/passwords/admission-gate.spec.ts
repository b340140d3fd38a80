import { AdmissionGate } from '../../../src/credentials/passwords/admission-gate.js';
import { Job } from './job.js';

const OVERLOADED = { fault: { code: 'OVERLOADED', retryAfter: 1 } };

const gateOf = (running: number, waiting: number): AdmissionGate =>
  new AdmissionGate({ running, waiting, patience: 2000 });

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the admission gate', () => {
  it('runs as much as it may and lets the rest wait', async () => {
    const gate = gateOf(2, 3);
    const jobs = [1, 2, 3, 4].map(() => new Job(gate));
    await settled();
    expect(jobs.map((job) => job.started)).toEqual([true, true, false, false]);
    expect([gate.running, gate.waiting]).toEqual([2, 2]);
  });

  it('passes on what the work gives', async () => {
    await expect(gateOf(1, 0).run(() => Promise.resolve('hash'))).resolves.toBe('hash');
  });

  it('admits in the order of arrival, one for each that leaves', async () => {
    const gate = gateOf(1, 3);
    const order: string[] = [];
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => new Job(gate, () => order.push(name)));
    for (const job of [a, b, c, d]) {
      await settled();
      await job?.finish();
    }
    expect(order).toEqual(['a', 'b', 'c', 'd']);
    await settled();
    expect([gate.running, gate.waiting]).toEqual([0, 0]);
  });

  it('lets no newcomer in before those who wait', async () => {
    const gate = gateOf(1, 2);
    const order: string[] = [];
    const first = new Job(gate);
    const waiting = new Job(gate, () => order.push('waiting'));
    await settled();
    void first.finish().then(() => new Job(gate, () => order.push('newcomer')));
    await settled();
    await waiting.finish();
    await settled();
    expect(order).toEqual(['waiting', 'newcomer']);
  });

  it('refuses at once what finds the queue full', async () => {
    const gate = gateOf(1, 1);
    const [running, waiting] = [new Job(gate), new Job(gate)];
    await expect(gate.run(() => Promise.resolve())).rejects.toMatchObject(OVERLOADED);
    await settled();
    await expect(running.finish()).resolves.toBe('finished');
    await settled();
    await expect(waiting.finish()).resolves.toBe('finished');
  });

  it('lets no more attempts begin than may run and wait', async () => {
    const gate = gateOf(1, 1);
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const attempts = [gate.admit(() => ended), gate.admit(() => ended)];
    await expect(gate.admit(() => ended)).rejects.toMatchObject(OVERLOADED);
    end();
    await Promise.all(attempts);
    await expect(gate.admit(async () => 'begun')).resolves.toBe('begun');
  });

  it('lets nothing wait where there is no queue', async () => {
    const gate = gateOf(1, 0);
    new Job(gate);
    await expect(gate.run(() => Promise.resolve())).rejects.toMatchObject(OVERLOADED);
  });

  it('gives the place of failed work to the next, and passes on the failure', async () => {
    const gate = gateOf(1, 1);
    const [first, second] = [new Job(gate), new Job(gate)];
    await settled();
    await expect(first.fail()).rejects.toThrow('work failed');
    await settled();
    expect(second.started).toBe(true);
    await second.finish();
    expect(gate.running).toBe(0);
  });

  it('gives the place of work that throws before its first await to the next', async () => {
    const gate = gateOf(1, 0);
    const thrower = (): Promise<void> => {
      throw new Error('at once');
    };
    await expect(gate.run(thrower)).rejects.toThrow('at once');
    await expect(gate.run(() => Promise.resolve(1))).resolves.toBe(1);
  });
});

describe('waiting at the gate', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('ends with a refusal after two seconds, and not before', async () => {
    const gate = gateOf(1, 2);
    const running = new Job(gate);
    const late = new Job(gate);
    await jest.advanceTimersByTimeAsync(1999);
    expect(gate.waiting).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    await expect(late.done).rejects.toMatchObject(OVERLOADED);
    expect(late.started).toBe(false);
    expect([gate.running, gate.waiting]).toEqual([1, 0]);
    await running.finish();
    expect(gate.running).toBe(0);
  });

  it('frees a place in the queue when it is given up', async () => {
    const gate = gateOf(1, 1);
    const running = new Job(gate);
    new Job(gate);
    await jest.advanceTimersByTimeAsync(2000);
    const next = new Job(gate);
    await running.finish();
    await jest.advanceTimersByTimeAsync(0);
    expect(next.started).toBe(true);
  });

  it('sets no limit to the work itself, and leaves no timer behind', async () => {
    const gate = gateOf(1, 1);
    const running = new Job(gate);
    const waiting = new Job(gate);
    await jest.advanceTimersByTimeAsync(1000);
    await running.finish();
    await jest.advanceTimersByTimeAsync(0);
    expect(jest.getTimerCount()).toBe(0);
    await jest.advanceTimersByTimeAsync(60_000);
    await expect(waiting.finish()).resolves.toBe('finished');
  });

  it('is told in seconds, whether it ended with admission or with a refusal', async () => {
    const gate = gateOf(1, 2);
    const waits: number[] = [];
    gate.onWait((seconds) => waits.push(seconds));
    const running = new Job(gate);
    const patient = new Job(gate);
    await jest.advanceTimersByTimeAsync(500);
    const late = new Job(gate);
    await running.finish();
    await jest.advanceTimersByTimeAsync(2000);
    await expect(late.done).rejects.toMatchObject(OVERLOADED);
    expect(waits).toEqual([0, 0.5, 2]);
    await patient.finish();
  });
});
