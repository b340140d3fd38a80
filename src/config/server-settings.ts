import {
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { type Environment, ENVIRONMENTS, LOG_LEVELS, type LogLevel } from './choices.js';
import { IsNetworks } from './networks.js';
import { IsOrigins } from './origins.js';
import { integer, list, onOff, text, ON_OFF, type SettingsOf } from './setting.js';

/** How the server listens, whom it trusts, and what it shows of itself. */
export class ServerSettings {
  @IsIn(ENVIRONMENTS)
  readonly nodeEnv: Environment = 'development';

  @IsNotEmpty()
  readonly host: string = '0.0.0.0';

  /** 0 takes any free port. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly port: number = 3000;

  /** Processes that share the port, the hash queue and the cores. */
  @IsInt()
  @Min(1)
  @Max(128)
  readonly workers: number = 1;

  /** Networks whose `X-Forwarded-*` headers are believed. */
  @ArrayUnique()
  @IsNetworks()
  readonly trustProxy: readonly string[] = [];

  @ArrayUnique()
  @IsOrigins()
  readonly corsOrigins: readonly string[] = [];

  /** Request headers that frontends on those origins may send besides our own. */
  @ArrayUnique()
  @Matches(/^[\w-]{1,64}$/, { each: true, message: '$property must list names of headers' })
  readonly corsHeaders: readonly string[] = [];

  /** PEM files with which the server speaks HTTPS itself; both or neither. */
  @IsOptional()
  @IsNotEmpty()
  readonly tlsCertFile: string | null = null;

  @IsOptional()
  @IsNotEmpty()
  readonly tlsKeyFile: string | null = null;

  @IsBoolean(ON_OFF)
  readonly docs: boolean = true;

  /** The pages for people below `/account`. */
  @IsBoolean(ON_OFF)
  readonly pages: boolean = true;

  @IsBoolean(ON_OFF)
  readonly metrics: boolean = true;

  @IsIn(LOG_LEVELS)
  readonly logLevel: LogLevel = 'info';
}

export const SERVER_SETTINGS: SettingsOf<ServerSettings> = {
  nodeEnv: { variable: 'NODE_ENV', read: text },
  host: { variable: 'HOST', read: text },
  port: { variable: 'PORT', read: integer },
  workers: { variable: 'WORKERS', read: integer },
  trustProxy: { variable: 'TRUST_PROXY', read: list },
  corsOrigins: { variable: 'CORS_ORIGINS', read: list },
  corsHeaders: { variable: 'CORS_HEADERS', read: list },
  tlsCertFile: { variable: 'TLS_CERT_FILE', read: text },
  tlsKeyFile: { variable: 'TLS_KEY_FILE', read: text },
  docs: { variable: 'DOCS', read: onOff },
  pages: { variable: 'PAGES', read: onOff },
  metrics: { variable: 'METRICS', read: onOff },
  logLevel: { variable: 'LOG_LEVEL', read: text },
};

/** Faults between settings of the group. */
export function serverFaults({ tlsCertFile, tlsKeyFile }: ServerSettings): readonly string[] {
  const half = (tlsCertFile === null) !== (tlsKeyFile === null);
  return half ? ['TLS_CERT_FILE and TLS_KEY_FILE belong together'] : [];
}
