import {
  ArrayNotEmpty,
  ArrayUnique,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsUrl,
  Matches,
  Max,
  Min,
} from 'class-validator';
import type { ProviderSettings } from './providers/provider-settings.js';

export const ENVIRONMENTS = ['development', 'test', 'production'] as const;
export const LOGIN_CONTRACTS = ['combined', 'bearer-cookie', 'envelope'] as const;
export const JWT_ALGORITHMS = ['RS256', 'ES256'] as const;
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type Environment = (typeof ENVIRONMENTS)[number];
export type LoginContract = (typeof LOGIN_CONTRACTS)[number];
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Scheme, host and port as browsers send them in `Origin` (RFC 6454 §6.2). */
const ORIGIN = /^https?:\/\/[a-z0-9.[\]:-]+$/;
const DATABASE_URL = /^(sqlite:.+|(mysql|mariadb):\/\/[^/]+\/[^/?]+(\?.*)?)$/;
const REDIS_URL = /^rediss?:\/\/[^/]+(\/\d*)?$/;
/** An address, or a network in CIDR notation, of either family. */
const NETWORK = /^([0-9.]+|[0-9a-fA-F:.]+)(\/\d{1,3})?$/;

const SIGN_UP =
  /^(on|off|domains:\s*[a-z0-9-]+(\.[a-z0-9-]+)+(\s*,\s*[a-z0-9-]+(\.[a-z0-9-]+)+)*)$/i;

const DAY = 86_400;

/**
 * Every setting with its default; `read-config.ts` names the variable of each. Durations are in
 * seconds unless the name says days.
 */
export class AppConfig {
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
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  readonly issuer: string = 'http://localhost:3000';

  /** `aud` of every token. */
  @IsNotEmpty()
  readonly audience: string = 'portcullis';

  /** The scheme chooses the driver; its form is `sqlite:<path>` or `<dialect>://user:password@host/name`. */
  @Matches(DATABASE_URL, {
    message: '$property must be sqlite:<path>, mysql://<host>/<name> or mariadb://<host>/<name>',
  })
  readonly databaseUrl: string = 'sqlite:.data/portcullis.sqlite';

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
  @Matches(NETWORK, { each: true, message: '$property must list IP addresses or CIDR networks' })
  readonly trustProxy: readonly string[] = [];

  @ArrayUnique()
  @Matches(ORIGIN, {
    each: true,
    message: '$property must list origins such as https://app.example.com',
  })
  readonly corsOrigins: readonly string[] = [];

  /** PEM files with which the server speaks HTTPS itself; both or neither. */
  @IsOptional()
  @IsNotEmpty()
  readonly tlsCertFile: string | null = null;

  @IsOptional()
  @IsNotEmpty()
  readonly tlsKeyFile: string | null = null;

  /** Whether cookies are called `__Host-…` and `__Secure-…` (RFC 6265bis §4.1.3). */
  @IsBoolean({ message: '$property must be on or off' })
  readonly cookiePrefixes: boolean = false;

  /** Whether contracts that set a refresh cookie also put the refresh token into the body. */
  @IsBoolean({ message: '$property must be on or off' })
  readonly refreshTokenInBody: boolean = true;

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
  @Matches(REDIS_URL, { message: '$property must be redis://<host>:<port> or rediss://…' })
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

  @IsIn(LOGIN_CONTRACTS)
  readonly loginContract: LoginContract = 'combined';

  /** How long a refresh token's parent still gets the same successor; 0 turns it off. */
  @IsInt()
  @Min(0)
  @Max(300)
  readonly refreshGrace: number = 30;

  /** How long it still does, from its rotation, where that was made and never used; 0: no longer. */
  @IsInt()
  @Min(0)
  @Max(7 * DAY)
  readonly refreshRetry: number = DAY;

  /** Absolute life of a session, for every contract; null leaves each contract its own. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650 * DAY)
  readonly sessionMaxAge: number | null = null;

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
    // To turn the grace off is to ask for strict single use.
    if (settings.refreshGrace === 0) this.refreshRetry = 0;
    Object.assign(this, settings);
  }

  get production(): boolean {
    return this.nodeEnv === 'production';
  }
}
