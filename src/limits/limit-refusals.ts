import { Injectable } from '@nestjs/common';
import type { RuleName } from './rules.js';

type RefusalListener = (rule: RuleName) => void;

/** Tells which limits refuse attempts, such as to the metrics. */
@Injectable()
export class LimitRefusals {
  private readonly listeners = new Set<RefusalListener>();

  onRefusal(listener: RefusalListener): void {
    this.listeners.add(listener);
  }

  tell(rule: RuleName): void {
    for (const listener of this.listeners) listener(rule);
  }
}
