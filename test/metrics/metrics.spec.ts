import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Registry } from 'prom-client';
import type { AuditEvent, NameDigest } from '../../src/audit/audit-event.js';
import { Clock } from '../../src/clock/clock.js';
import { MetricsController } from '../../src/api/operations/metrics.controller.js';
import { Exposition, PrometheusExposition, createRegistry } from '../../src/metrics/exposition.js';
import { HashQueueMetrics, RevocationMetrics } from '../../src/metrics/gauges.js';
import { AuditedEvents } from '../../src/metrics/audited-events.js';
import { AuditObservers } from '../../src/audit/audit-trail.js';
import { SigningKeyMetrics } from '../../src/metrics/instance-gauges.js';
import { Metrics } from '../../src/metrics/metrics.js';
import { PrometheusMetrics } from '../../src/metrics/prometheus-metrics.js';
import { AdmissionGate } from '../../src/credentials/passwords/admission-gate.js';
import { RingFollower } from '../../src/signing-keys/ring-follower.js';
import { KeyRing } from '../../src/tokens/keys/key-ring.js';
import { RevocationIndex } from '../../src/token-store/revocation-index.js';
import { Job } from '../credentials/passwords/job.js';

const NOW = 1_700_000_000_000;
const subject = { userId: 'a-user-id', sessionId: 'a-session-id' };
const nameDigest = 'a-name-digest' as NameDigest;

describe('/metrics', () => {
  let app: NestFastifyApplication;
  let metrics: Metrics;
  let events: AuditObservers;
  let gate: AdmissionGate;
  let readAt: number;
  let signsFrom: number;

  beforeEach(async () => {
    gate = new AdmissionGate({ running: 1, waiting: 5, patience: 2000 });
    readAt = NOW;
    signsFrom = 0;
    const testing = await Test.createTestingModule({
      controllers: [MetricsController],
      providers: [
        { provide: Registry, useFactory: createRegistry },
        { provide: Metrics, useClass: PrometheusMetrics },
        { provide: Exposition, useClass: PrometheusExposition },
        { provide: AdmissionGate, useValue: gate },
        { provide: RevocationIndex, useValue: { ageMs: () => NOW - readAt } },
        { provide: RingFollower, useValue: { ageMs: () => NOW - readAt } },
        {
          provide: KeyRing,
          useValue: {
            get signing() {
              return { signsFrom };
            },
          },
        },
        { provide: Clock, useValue: { now: () => NOW } },
        AuditObservers,
        AuditedEvents,
        HashQueueMetrics,
        RevocationMetrics,
        SigningKeyMetrics,
      ],
    }).compile();
    app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    await app.init();
    metrics = app.get(Metrics);
    events = app.get(AuditObservers);
  });

  afterEach(() => app.close());

  const read = async (): Promise<readonly string[]> => {
    const answer = await app.inject({ method: 'GET', url: '/metrics' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    return answer.body.split('\n');
  };

  it('counts and times requests by route, contract and status', async () => {
    const request = {
      method: 'POST',
      route: '/api/v1/auth/login',
      contract: 'envelope',
      status: 200,
      seconds: 0.02,
    };
    metrics.requestFinished(request);
    metrics.requestFinished(request);
    metrics.requestFinished({ ...request, route: null, contract: null, status: 404 });
    const served = 'method="POST",route="/api/v1/auth/login",contract="envelope",status="200"';
    const lines = await read();
    expect(lines).toContain(`portcullis_http_requests_total{${served}} 2`);
    expect(lines).toContain(
      'portcullis_http_requests_total{method="POST",route="none",contract="none",status="404"} 1',
    );
    expect(lines).toContain(`portcullis_http_request_duration_seconds_sum{${served}} 0.04`);
    expect(lines).toContain(
      `portcullis_http_request_duration_seconds_bucket{le="0.01",${served}} 0`,
    );
    expect(lines).toContain(
      `portcullis_http_request_duration_seconds_bucket{le="0.025",${served}} 2`,
    );
  });

  it('counts the tokens asked for by contract and by whose doing the answer is', async () => {
    metrics.tokensRequested('token-pair', 'success');
    metrics.tokensRequested('token-pair', 'success');
    metrics.tokensRequested('external', 'provider');
    const lines = await read();
    const name = 'portcullis_token_requests_total';
    expect(lines).toContain(`${name}{contract="token-pair",outcome="success"} 2`);
    expect(lines).toContain(`${name}{contract="external",outcome="provider"} 1`);
  });

  it.each([
    [200, 'success'],
    [304, 'success'],
    [400, 'refused'],
    [401, 'unauthenticated'],
    [403, 'refused'],
    [429, 'limited'],
    [500, 'error'],
    [502, 'provider'],
    [503, 'unavailable'],
    [504, 'provider'],
  ])('takes an answer of %d for %s', async (status, outcome) => {
    const request = { method: 'GET', route: '/a', contract: null, seconds: 0.01 };
    metrics.requestFinished({ ...request, status });
    expect(await read()).toContain(`portcullis_http_answers_total{outcome="${outcome}"} 1`);
  });

  it.each<[AuditEvent, string]>([
    [
      { type: 'login-succeeded', contract: 'envelope', ...subject },
      'portcullis_logins_total{outcome="success",cause="verified"} 1',
    ],
    [
      { type: 'login-failed', contract: 'envelope', cause: 'unknown-user', nameDigest },
      'portcullis_logins_total{outcome="failure",cause="unknown-user"} 1',
    ],
    [
      { type: 'login-failed', contract: 'envelope', cause: 'wrong-password', userId: 'a-user-id' },
      'portcullis_logins_total{outcome="failure",cause="wrong-password"} 1',
    ],
    [
      { type: 'session-refreshed', generation: 3, ...subject },
      'portcullis_refreshes_total{outcome="success",cause="rotated"} 1',
    ],
    [
      { type: 'refresh-replayed', generation: 3, ...subject },
      'portcullis_refreshes_total{outcome="success",cause="replayed"} 1',
    ],
    [
      { type: 'refresh-retried', generation: 3, grounds: 'same-place', ...subject },
      'portcullis_refreshes_total{outcome="success",cause="retried"} 1',
    ],
    [
      { type: 'refresh-reused', generation: 3, cause: 'too-late', ...subject },
      'portcullis_refreshes_total{outcome="failure",cause="reused"} 1',
    ],
    [
      { type: 'refresh-refused', cause: 'expired', ...subject },
      'portcullis_refreshes_total{outcome="failure",cause="expired"} 1',
    ],
    [
      { type: 'exchange-succeeded', provider: 'corp', userId: 'a-user-id' },
      'portcullis_code_exchanges_total{outcome="success",cause="redeemed"} 1',
    ],
    [
      { type: 'exchange-failed', provider: 'corp', userId: 'a-user-id', cause: 'timed-out' },
      'portcullis_code_exchanges_total{outcome="failure",cause="timed-out"} 1',
    ],
  ])('counts %j', async (event, line) => {
    events.show([event]);
    const lines = await read();
    expect(lines).toContain(line);
    expect(lines.join('\n')).not.toMatch(/a-user-id|a-session-id|a-name-digest/);
  });

  it.each<AuditEvent>([
    { type: 'user-registered', ...subject },
    { type: 'logged-out', ...subject },
    { type: 'user-signed-up', provider: 'corp', userId: 'a-user-id' },
    { type: 'identity-linked', provider: 'corp', userId: 'a-user-id', grounds: 'asked-for' },
    { type: 'identity-unlinked', provider: 'corp', userId: 'a-user-id' },
    { type: 'session-revoked', reason: 'reuse', ...subject },
    { type: 'user-disabled', userId: 'a-user-id' },
    { type: 'user-enabled', userId: 'a-user-id' },
  ])('takes $type for neither a login nor a refresh', async (event) => {
    events.show([event]);
    const counted = (await read()).filter((line) =>
      /^portcullis_(logins|refreshes)_total.* [1-9]/.test(line),
    );
    expect(counted).toEqual([]);
  });

  it('tells how many hashes wait, and for how long they did', async () => {
    const [running, waiting] = [new Job(gate), new Job(gate)];
    expect(await read()).toEqual(
      expect.arrayContaining(['portcullis_hash_queue_depth 1', 'portcullis_hash_running 1']),
    );
    await running.finish();
    await new Promise((resolve) => setImmediate(resolve));
    await waiting.finish();
    const lines = await read();
    expect(lines).toContain('portcullis_hash_queue_depth 0');
    expect(lines).toContain('portcullis_hash_wait_seconds_count 2');
  });

  it('tells how old the knowledge of revocations is', async () => {
    expect(await read()).toContain('portcullis_revocation_index_age_seconds 0');
    readAt = NOW - 1500;
    expect(await read()).toContain('portcullis_revocation_index_age_seconds 1.5');
  });

  it('tells how old the signing key is, and the knowledge of the others', async () => {
    expect(await read()).toContain('portcullis_signing_key_age_seconds 0');
    signsFrom = NOW - 86_400_000;
    readAt = NOW - 2500;
    expect(await read()).toContain('portcullis_signing_key_age_seconds 86400');
    expect(await read()).toContain('portcullis_signing_keys_read_age_seconds 2.5');
  });

  it('tells the lag of the event loop', async () => {
    expect(await read()).toContainEqual(
      expect.stringMatching(/^nodejs_eventloop_lag_p99_seconds \S/),
    );
  });
});
