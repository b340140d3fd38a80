import { Logger } from '@nestjs/common';
import type { CheckName, ReadinessCheck } from './readiness-checks.js';

export type CheckState = 'up' | 'down';

/** Milliseconds; what answers later than this is as good as down. */
const DEADLINE = 2000;

/** Asks a check, never twice at once: what hangs must not be hung upon by every health request. */
export class Probe {
  private readonly logger = new Logger('Health');
  private pending: Promise<boolean> | null = null;
  private last: CheckState = 'up';

  constructor(private readonly subject: ReadinessCheck) {}

  get name(): CheckName {
    return this.subject.name;
  }

  /** Resolves within the deadline and never rejects. */
  async state(): Promise<CheckState> {
    this.pending ??= this.ask().finally(() => {
      this.pending = null;
    });
    const state = (await inTime(this.pending)) ? 'up' : 'down';
    this.tell(state);
    return state;
  }

  /** One line when it goes down and one when it comes back, however often it is asked. */
  private tell(state: CheckState): void {
    if (state === this.last) return;
    this.last = state;
    if (state === 'down') this.logger.error(`${this.name} is down`);
    else this.logger.log(`${this.name} is up again`);
  }

  private async ask(): Promise<boolean> {
    try {
      return await this.subject.check();
    } catch (reason) {
      if (this.last === 'up') this.logger.error(`${this.name}: ${String(reason)}`);
      return false;
    }
  }
}

async function inTime(answer: Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, DEADLINE, false);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
