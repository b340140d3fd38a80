import { IsNumber, IsOptional, Max, Min, ValidateBy } from 'class-validator';
import { decimal, text, type SettingsOf } from './setting.js';

/** No password in it: the boot summary shows it. Headers are for those. */
const isCollector = (value: unknown): boolean => {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, username, password, search, hash } = new URL(value);
  return (
    /^https?:$/.test(protocol) && [username, password, search, hash].every((part) => part === '')
  );
};

const IsCollector = (): PropertyDecorator =>
  ValidateBy({
    name: 'isCollector',
    validator: {
      validate: isCollector,
      defaultMessage: () =>
        '$property must be an http(s) URL without a password, query and fragment',
    },
  });

/**
 * Where spans go. OpenTelemetry's SDK reads further variables of its own from the environment, such
 * as OTEL_EXPORTER_OTLP_HEADERS and OTEL_RESOURCE_ATTRIBUTES.
 */
export class TracingSettings {
  /** A collector's base address for OTLP over HTTP; null: nothing is traced. */
  @IsOptional()
  @IsCollector()
  readonly otelExporterOtlpEndpoint: string | null = null;

  /** Share of the traces that begin here; a caller's decision on its own trace is kept. */
  @IsNumber()
  @Min(0)
  @Max(1)
  readonly otelTracesSamplerArg: number = 1;
}

export const TRACING_SETTINGS: SettingsOf<TracingSettings> = {
  otelExporterOtlpEndpoint: { variable: 'OTEL_EXPORTER_OTLP_ENDPOINT', read: text },
  otelTracesSamplerArg: { variable: 'OTEL_TRACES_SAMPLER_ARG', read: decimal },
};
