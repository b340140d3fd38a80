import {
  ArrayNotEmpty,
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
import {
  ENVIRONMENTS,
  type Environment,
  JWT_ALGORITHMS,
  type JwtAlgorithm,
  LOG_LEVELS,
  type LogLevel,
  SIGN_UP,
} from './choices.js';
import { IsDatabaseUrl, IsRedisUrl } from './database-url.js';
import { IsIssuer } from './issuer.js';
import { IsNetworks } from './networks.js';
import { IsOrigins } from './origins.js';
import { SessionSettings } from './session-settings.js';
import type { ProviderSettings } from './providers/provider-settings.js';

/**
 * Every setting with its default; `read-config.ts` names the variable of each. Durations are in
 * seconds unless the name says days.
 */
export class AppConfig extends SessionSettings {
  @IsIn(ENVIRONMENTS)
  readonly nodeEnv: Environment = 'development';

  /** 0 takes any free port. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly port: number = 3000;

  @IsNotEmpty()
  readonly host: string = '0.0.0.0';

  /** `iss` of every token. */
  @IsIssuer()
  readonly issuer: string = 'http://localhost:3000';

  /** Whether production takes an issuer without TLS that is not on this machine. */
  @IsBoolean({ message: '$property must be on or off' })
  readonly allowHttpIssuer: boolean = false;

  /** `aud` of every token. */
  @IsNotEmpty()
  readonly audience: string = 'portcullis';

  /** The scheme chooses the driver; `database-url.ts` has the form and the parameters. */
  @IsDatabaseUrl()
  readonly databaseUrl: string = 'sqlite:.data/portcullis.sqlite';

  /** Connections to MySQL that one process keeps at most. */
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly databasePool: number = 10;

  @IsNotEmpty()
  readonly jwtKeysDir: string = '.data/keys';

  /** PKCS#8 text; takes the place of the key directory. */
  @IsOptional()
  @IsNotEmpty()
  readonly jwtPrivateKey: string | null = null;

  @IsIn(JWT_ALGORITHMS)
  readonly jwtAlgorithm: JwtAlgorithm = 'RS256';

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

  /** Whether `/register` is open. */
  @IsBoolean({ message: '$property must be on or off' })
  readonly registration: boolean = true;

  /** Who may come in by an identity provider for the first time. */
  @Matches(SIGN_UP, { message: '$property must be on, off or domains:<domain>,<domain>' })
  readonly signup: string = 'on';

  /** Names of the identity providers. */
  readonly providers: readonly string[] = [];

  /** What is configured of each, read from variables of its own. */
  readonly identityProviders: readonly ProviderSettings[] = [];

  /** Sentences for the operator about what does not keep the server from starting. */
  readonly warnings: readonly string[] = [];

  @ArrayNotEmpty()
  @ArrayUnique()
  @Matches(/^[\w:.-]{1,64}$/, { each: true, message: '$property must list role names' })
  readonly defaultRoles: readonly string[] = ['user'];

  /** Unicode code points. */
  @IsInt()
  @Min(8)
  @Max(64)
  readonly passwordMinLength: number = 8;

  /** Whether attempts are limited; off is for load tests. */
  @IsBoolean({ message: '$property must be on or off' })
  readonly rateLimits: boolean = true;

  /** Where all instances count attempts together; null counts in MySQL, or in memory on SQLite. */
  @IsOptional()
  @IsRedisUrl()
  readonly redisUrl: string | null = null;

  /** How many hashes may wait for a core. */
  @IsInt()
  @Min(0)
  @Max(10_000)
  readonly hashQueue: number = 64;

  /** Processes that share the port, the hash queue and the cores. */
  @IsInt()
  @Min(1)
  @Max(128)
  readonly workers: number = 1;

  @IsBoolean({ message: '$property must be on or off' })
  readonly docs: boolean = true;

  @IsBoolean({ message: '$property must be on or off' })
  readonly metrics: boolean = true;

  @IsInt()
  @Min(1)
  @Max(36_500)
  readonly auditRetentionDays: number = 400;

  @IsIn(LOG_LEVELS)
  readonly logLevel: LogLevel = 'info';

  constructor(settings: Partial<AppConfig> = {}) {
    super();
    // To turn the grace off is to ask for strict single use.
    const strict = settings.refreshGrace === 0 ? { refreshRetry: 0 } : {};
    Object.assign(this, strict, settings);
  }

  get production(): boolean {
    return this.nodeEnv === 'production';
  }
}
