import type { Verdict } from '../../health/readiness.js';

export class LivenessReport {
  readonly status = 'ok';
}

export class ReadinessReport implements Verdict {
  readonly status: Verdict['status'];
  readonly checks: Verdict['checks'];

  constructor({ status, checks }: Verdict) {
    this.status = status;
    this.checks = checks;
  }
}
