import { Injectable } from '@nestjs/common';
import { DatabaseSession } from './database-session.js';
import { repeat } from './failure.js';
import { UnitOfWork } from './unit-of-work.js';

/** One transaction for each outermost `run`; inner ones join it. */
@Injectable()
export class TypeOrmUnitOfWork extends UnitOfWork {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.session.inTransaction) return work();
    return repeat(() => this.session.transaction(work));
  }
}
