import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';
import type { AuditEvent } from '../audit/audit-event.js';
import { type AuditOutcome, auditOutcome } from './audit-outcome.js';
import { type FinishedRequest, Metrics, type TokenOutcome } from './metrics.js';

const REQUEST_LABELS = ['method', 'route', 'contract', 'status'] as const;
const OUTCOME_LABELS = ['outcome', 'cause'] as const;

@Injectable()
export class PrometheusMetrics extends Metrics {
  private readonly requests: Counter<(typeof REQUEST_LABELS)[number]>;
  private readonly durations: Histogram<(typeof REQUEST_LABELS)[number]>;
  private readonly tokens: Counter<'contract' | 'outcome'>;
  private readonly attempts: Readonly<
    Record<AuditOutcome['attempt'], Counter<(typeof OUTCOME_LABELS)[number]>>
  >;

  constructor(registry: Registry) {
    super();
    const registers = [registry];
    this.requests = new Counter({
      name: 'http_requests_total',
      help: 'Requests answered.',
      labelNames: REQUEST_LABELS,
      registers,
    });
    this.durations = new Histogram({
      name: 'http_request_duration_seconds',
      help: 'Time from a request to the end of its answer.',
      labelNames: REQUEST_LABELS,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.tokens = new Counter({
      name: 'auth_token_generation_total',
      help: 'Pairs of tokens asked for.',
      labelNames: ['contract', 'outcome'],
      registers,
    });
    const attempts = (name: string, help: string) =>
      new Counter({ name, help, labelNames: OUTCOME_LABELS, registers });
    this.attempts = {
      login: attempts('auth_logins_total', 'Attempts to log in.'),
      refresh: attempts('auth_refreshes_total', 'Attempts to refresh a session.'),
      exchange: attempts('auth_code_exchanges_total', "Identity providers' codes presented."),
    };
  }

  requestFinished({ method, route, contract, status, seconds }: FinishedRequest): void {
    const labels = { method, route: route ?? 'none', contract: contract ?? 'none', status };
    this.requests.inc(labels);
    this.durations.observe(labels, seconds);
  }

  tokensGenerated(contract: string, outcome: TokenOutcome): void {
    this.tokens.inc({ contract, outcome });
  }

  observe(event: AuditEvent): void {
    const seen = auditOutcome(event);
    if (seen !== null)
      this.attempts[seen.attempt].inc({ outcome: seen.outcome, cause: seen.cause });
  }
}
