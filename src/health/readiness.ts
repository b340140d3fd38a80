import { Injectable } from '@nestjs/common';
import { DatabaseCheck, KeysCheck, type CheckName, RevocationsCheck } from './readiness-checks.js';
import { Drain } from './drain.js';
import { LimitStore } from '../limits/counters/limit-store.js';
import { type CheckState, Probe } from './probe.js';

export interface Verdict {
  readonly status: 'ok' | 'unavailable' | 'draining';
  readonly checks: Readonly<Partial<Record<CheckName, CheckState>>>;
}

/** Whether a load balancer should send requests here. */
@Injectable()
export class Readiness {
  private readonly database: Probe;
  private readonly keys: Probe;
  private readonly revocations: Probe;

  constructor(
    database: DatabaseCheck,
    keys: KeysCheck,
    revocations: RevocationsCheck,
    private readonly drain: Drain,
    private readonly limits: LimitStore,
  ) {
    this.database = new Probe(database);
    this.keys = new Probe(keys);
    this.revocations = new Probe(revocations);
  }

  /** For everything the server does; without Redis it goes on, so that is told and not judged. */
  async serving(): Promise<Verdict> {
    const verdict = await this.judge(this.database, this.keys);
    if (!this.limits.inRedis) return verdict;
    const limits = this.limits.away ? 'down' : 'up';
    return { ...verdict, checks: { ...verdict.checks, limits } };
  }

  /** For validating access tokens, which goes on without the database. */
  validating(): Promise<Verdict> {
    return this.judge(this.keys, this.revocations);
  }

  private async judge(...probes: readonly Probe[]): Promise<Verdict> {
    const states = await Promise.all(
      probes.map(async (probe) => [probe.name, await probe.state()] as const),
    );
    return {
      status: this.status(states.every(([, state]) => state === 'up')),
      checks: Object.fromEntries(states),
    };
  }

  private status(up: boolean): Verdict['status'] {
    if (this.drain.active) return 'draining';
    return up ? 'ok' : 'unavailable';
  }
}
