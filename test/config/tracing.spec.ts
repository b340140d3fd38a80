import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

describe('OTEL_EXPORTER_OTLP_ENDPOINT', () => {
  it('is an address', () => {
    const { tracing } = readConfig({ OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otel.example/in' });
    expect(tracing.otelExporterOtlpEndpoint).toBe('https://otel.example/in');
  });

  it.each([
    'localhost:4318',
    'grpc://localhost:4317',
    'http://me:word@otel.example',
    'http://a/?k=v',
  ])('is not %s', (endpoint) => {
    expect(refusalOf({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }).faults).toEqual([
      'OTEL_EXPORTER_OTLP_ENDPOINT must be an http(s) URL without a password, query and fragment',
    ]);
  });
});

describe('OTEL_TRACES_SAMPLER_ARG', () => {
  it.each(['-1', '1.1', 'half'])('is not %s', (share) => {
    expect(refusalOf({ OTEL_TRACES_SAMPLER_ARG: share }).faults.length).toBeGreaterThan(0);
  });
});

it('warns of none of the other variables of OpenTelemetry', () => {
  const environs = { OTEL_SERVICE_NAME: 'login', OTEL_EXPORTER_OTLP_HEADERS: 'a=b' };
  expect(readConfig(environs).warnings).toEqual([]);
});
