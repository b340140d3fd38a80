import { Injectable } from '@nestjs/common';
import { DatabaseSession } from './database-session.js';
import { repeat } from './failure.js';

/**
 * Several writes that hold together or not at all. Every adapter called inside `run` joins it;
 * lost races reported by the database are retried, so `work` may run more than once.
 */
export abstract class UnitOfWork {
  abstract run<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * One transaction for each outermost `run`; inner ones join it. What follows from it is not tried
 * again with it: that has committed.
 */
@Injectable()
export class TypeOrmUnitOfWork extends UnitOfWork {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.session.inTransaction) return work();
    const { outcome, afterwards } = await repeat(() => this.session.transaction(work));
    await Promise.all(afterwards.map((each) => each()));
    return outcome;
  }
}
