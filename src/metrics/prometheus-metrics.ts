import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';
import { DeferredCounter } from './deferred-counter.js';
import {
  ANSWER_OUTCOMES,
  type AnswerOutcome,
  answerOutcome,
  type FinishedRequest,
  INTROSPECTION_OUTCOMES,
  type IntrospectionOutcome,
  Metrics,
} from './metrics.js';

const REQUEST_LABELS = ['method', 'route', 'contract', 'status'] as const;

@Injectable()
export class PrometheusMetrics extends Metrics {
  private readonly requests: DeferredCounter<(typeof REQUEST_LABELS)[number]>;
  private readonly durations: Histogram<(typeof REQUEST_LABELS)[number]>;
  private readonly answers: DeferredCounter<'outcome'>;
  private readonly tokenRequests: Counter<'contract' | 'outcome'>;
  private readonly introspections: DeferredCounter<'outcome'>;

  constructor(registry: Registry) {
    super();
    const registers = [registry];
    this.requests = new DeferredCounter(registry, {
      name: 'portcullis_http_requests_total',
      help: 'Requests answered.',
      labelNames: REQUEST_LABELS,
    });
    this.durations = new Histogram({
      name: 'portcullis_http_request_duration_seconds',
      help: 'Time from a request to the end of its answer.',
      labelNames: REQUEST_LABELS,
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    });
    this.answers = new DeferredCounter(registry, {
      name: 'portcullis_http_answers_total',
      help: 'Requests answered, health probes apart, by whose doing the answer is.',
      labelNames: ['outcome'],
    });
    this.tokenRequests = new Counter({
      name: 'portcullis_token_requests_total',
      help: 'Pairs of tokens asked for, by whose doing the answer is.',
      labelNames: ['contract', 'outcome'],
      registers,
    });
    this.introspections = new DeferredCounter(registry, {
      name: 'portcullis_introspections_total',
      help: 'Tokens that services asked about.',
      labelNames: ['outcome'],
    });
    for (const outcome of ANSWER_OUTCOMES) this.answers.expect(outcome, { outcome });
    for (const outcome of INTROSPECTION_OUTCOMES) this.introspections.expect(outcome, { outcome });
  }

  expectContracts(names: readonly string[]): void {
    for (const contract of [...names, 'none']) {
      for (const outcome of ANSWER_OUTCOMES) this.tokenRequests.inc({ contract, outcome }, 0);
    }
  }

  requestFinished({ method, route, contract, status, seconds }: FinishedRequest): void {
    const key = `${method} ${route} ${contract} ${status}`;
    const labels = this.requests.count(key, () => ({
      method,
      route: route ?? 'none',
      contract: contract ?? 'none',
      status,
    }));
    this.durations.observe(labels, seconds);
    if (route !== null && isProbe(route)) return;
    const outcome = answerOutcome(status);
    this.answers.count(outcome, () => ({ outcome }));
  }

  tokenIntrospected(outcome: IntrospectionOutcome): void {
    this.introspections.count(outcome, () => ({ outcome }));
  }

  tokensRequested(contract: string, outcome: AnswerOutcome): void {
    this.tokenRequests.inc({ contract, outcome });
  }
}

/** A probe that is answered 503 has done its work: it would look like a failure of ours. */
const isProbe = (route: string): boolean => route.startsWith('/health/');
