import { Logger } from '@nestjs/common';
import { Probe } from '../../src/health/probe.js';
import { ReadinessCheck } from '../../src/health/readiness-checks.js';

/** Answers when and what the test says. */
class ScriptedCheck extends ReadinessCheck {
  readonly name = 'database';
  readonly asked: { resolve: (up: boolean) => void; reject: (reason: Error) => void }[] = [];

  check(): Promise<boolean> {
    return new Promise((resolve, reject) => this.asked.push({ resolve, reject }));
  }
}

describe('a probe', () => {
  const error = jest.spyOn(Logger.prototype, 'error').mockReturnValue();
  const log = jest.spyOn(Logger.prototype, 'log').mockReturnValue();
  let check: ScriptedCheck;
  let probe: Probe;

  beforeEach(() => {
    jest.useFakeTimers();
    jest.clearAllMocks();
    check = new ScriptedCheck();
    probe = new Probe(check);
  });

  afterEach(() => jest.useRealTimers());

  it('finds up what says yes', async () => {
    const state = probe.state();
    check.asked[0]?.resolve(true);
    await expect(state).resolves.toBe('up');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('finds down what says no', async () => {
    const state = probe.state();
    check.asked[0]?.resolve(false);
    await expect(state).resolves.toBe('down');
  });

  it('finds down what fails', async () => {
    const state = probe.state();
    check.asked[0]?.reject(new Error('connection refused'));
    await expect(state).resolves.toBe('down');
  });

  it('finds down what does not answer within two seconds', async () => {
    let found: string | null = null;
    void probe.state().then((state) => (found = state));
    await jest.advanceTimersByTimeAsync(1999);
    expect(found).toBeNull();
    await jest.advanceTimersByTimeAsync(1);
    expect(found).toBe('down');
  });

  it('asks again only when it has been answered, however often it is asked itself', async () => {
    const first = probe.state();
    const second = probe.state();
    await jest.advanceTimersByTimeAsync(2000);
    await expect(Promise.all([first, second])).resolves.toEqual(['down', 'down']);
    const third = probe.state();
    expect(check.asked).toHaveLength(1);
    check.asked[0]?.resolve(true);
    await expect(third).resolves.toBe('up');
    void probe.state();
    expect(check.asked).toHaveLength(2);
  });

  it('logs the fall with its reason and the rise, once each', async () => {
    for (const reason of ['connection refused', 'still refused']) {
      const state = probe.state();
      check.asked.at(-1)?.reject(new Error(reason));
      await state;
    }
    expect(error.mock.calls).toEqual([
      ['database: Error: connection refused'],
      ['database is down'],
    ]);
    for (let i = 0; i < 2; i += 1) {
      const state = probe.state();
      check.asked.at(-1)?.resolve(true);
      await state;
    }
    expect(log.mock.calls).toEqual([['database is up again']]);
  });
});
