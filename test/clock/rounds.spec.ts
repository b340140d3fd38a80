import { roughly, Rounds } from '../../src/clock/rounds.js';

describe('rounds', () => {
  let begun: number;
  let end: () => void;
  let rounds: Rounds;

  beforeEach(() => {
    jest.useFakeTimers();
    begun = 0;
    rounds = new Rounds(() => {
      begun += 1;
      return new Promise((resolve) => {
        end = resolve;
      });
    });
    rounds.start(10, () => 1000);
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('begin after the first wait', async () => {
    await jest.advanceTimersByTimeAsync(9);
    expect(begun).toBe(0);
    await jest.advanceTimersByTimeAsync(1);
    expect(begun).toBe(1);
  });

  it('never run beside each other, and pause from the end of one', async () => {
    await jest.advanceTimersByTimeAsync(60_000);
    expect(begun).toBe(1);
    end();
    await jest.advanceTimersByTimeAsync(999);
    expect(begun).toBe(1);
    await jest.advanceTimersByTimeAsync(1);
    expect(begun).toBe(2);
  });

  it('stop once the one under way has ended, which is told to hurry', async () => {
    await jest.advanceTimersByTimeAsync(10);
    let stopped = false;
    const stopping = rounds.stop().then(() => {
      stopped = true;
    });
    await jest.advanceTimersByTimeAsync(0);
    expect([stopped, rounds.signal.aborted]).toEqual([false, true]);
    end();
    await stopping;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(begun).toBe(1);
  });

  it('do not begin once they were stopped', async () => {
    await rounds.stop();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(begun).toBe(0);
  });

  it('come at most a tenth later than they are wanted', () => {
    const pauses = Array.from({ length: 100 }, () => roughly(1000));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1000);
    expect(Math.max(...pauses)).toBeLessThan(1100);
    expect(new Set(pauses).size).toBeGreaterThan(1);
  });
});
