import { Logger } from '@nestjs/common';
import { Sweeper } from '../../src/database/sweeper.js';

Logger.overrideLogger(false);

class Crumbs extends Sweeper {
  readonly batches: number[] = [];
  atOnce = 0;
  mostAtOnce = 0;

  constructor(
    private left: number,
    private readonly failure?: Error,
  ) {
    super({ every: 3_600_000, batch: 10, pause: 0 });
  }

  protected async deleteBatch(limit: number): Promise<number> {
    if (this.failure !== undefined) throw this.failure;
    this.mostAtOnce = Math.max(this.mostAtOnce, (this.atOnce += 1));
    await Promise.resolve();
    const deleted = Math.min(limit, this.left);
    this.left -= deleted;
    this.batches.push(deleted);
    this.atOnce -= 1;
    return deleted;
  }
}

describe('a sweeper', () => {
  it('deletes batch after batch until one is short', async () => {
    const crumbs = new Crumbs(25);
    await crumbs.sweep();
    expect(crumbs.batches).toEqual([10, 10, 5]);
  });

  it('never sweeps beside itself', async () => {
    const crumbs = new Crumbs(25);
    await Promise.all([crumbs.sweep(), crumbs.sweep()]);
    expect(crumbs.batches).toEqual([10, 10, 5]);
    expect(crumbs.mostAtOnce).toBe(1);
  });

  it('survives a failure, and sweeps again afterwards', async () => {
    const crumbs = new Crumbs(5, new Error('no database'));
    await expect(crumbs.sweep()).resolves.toBeUndefined();
    await expect(crumbs.sweep()).resolves.toBeUndefined();
  });

  it('stops between two batches when the application does', async () => {
    const crumbs = new Crumbs(1000);
    crumbs.onApplicationBootstrap();
    const sweep = crumbs.sweep();
    await crumbs.onModuleDestroy();
    await sweep;
    expect(crumbs.batches).toEqual([10]);
  });

  it('comes by itself, again and again', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'] });
    const crumbs = new Crumbs(0);
    crumbs.onApplicationBootstrap();
    await jest.advanceTimersByTimeAsync(3 * 3_960_000);
    await crumbs.onModuleDestroy();
    jest.useRealTimers();
    expect(crumbs.batches.length).toBeGreaterThanOrEqual(3);
  });
});
