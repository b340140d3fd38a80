import { validateSync } from 'class-validator';
import { AppConfig } from './app-config.js';
import { ConfigurationError } from './configuration-error.js';
import type { Environs } from './environs.js';
import { productionFaults } from './production-faults.js';
import { readProviders } from './providers/read-providers.js';
import { misspelled, unreadable } from './variable-names.js';

type SettingName = Exclude<keyof AppConfig, 'production' | 'identityProviders' | 'warnings'>;

interface Setting {
  readonly variable: string;
  /** Another spelling that counts too. */
  readonly alias?: string;
  /** What cannot be read comes back as it is, for the validator to refuse. */
  readonly read: (text: string) => unknown;
}

const text = (value: string): string => value;
const list = (value: string): readonly string[] =>
  value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
const integer = (value: string): number => (/^\d+$/.test(value) ? Number(value) : Number.NaN);
const onOff = (value: string): unknown => (value === 'on' ? true : value === 'off' ? false : value);

/** The environment variable of every setting; exhaustive by its type. */
export const SETTINGS: Readonly<Record<SettingName, Setting>> = {
  nodeEnv: { variable: 'NODE_ENV', read: text },
  port: { variable: 'PORT', read: integer },
  host: { variable: 'HOST', read: text },
  issuer: { variable: 'ISSUER', read: text },
  allowHttpIssuer: { variable: 'ALLOW_HTTP_ISSUER', read: onOff },
  audience: { variable: 'AUDIENCE', read: text },
  databaseUrl: { variable: 'DATABASE_URL', read: text },
  databasePool: { variable: 'DATABASE_POOL', read: integer },
  httpsProxy: { variable: 'HTTPS_PROXY', alias: 'https_proxy', read: text },
  httpProxy: { variable: 'HTTP_PROXY', alias: 'http_proxy', read: text },
  noProxy: { variable: 'NO_PROXY', alias: 'no_proxy', read: text },
  jwtKeysDir: { variable: 'JWT_KEYS_DIR', read: text },
  jwtPrivateKey: { variable: 'JWT_PRIVATE_KEY', read: text },
  jwtAlgorithm: { variable: 'JWT_ALGORITHM', read: text },
  trustProxy: { variable: 'TRUST_PROXY', read: list },
  corsOrigins: { variable: 'CORS_ORIGINS', read: list },
  corsHeaders: { variable: 'CORS_HEADERS', read: list },
  tlsCertFile: { variable: 'TLS_CERT_FILE', read: text },
  tlsKeyFile: { variable: 'TLS_KEY_FILE', read: text },
  cookiePrefixes: { variable: 'COOKIE_PREFIXES', read: onOff },
  refreshTokenInBody: { variable: 'REFRESH_TOKEN_IN_BODY', read: onOff },
  registration: { variable: 'REGISTRATION', read: onOff },
  signup: { variable: 'SIGNUP', read: text },
  providers: { variable: 'PROVIDERS', read: list },
  defaultRoles: { variable: 'DEFAULT_ROLES', read: list },
  passwordMinLength: { variable: 'PASSWORD_MIN_LENGTH', read: integer },
  rateLimits: { variable: 'RATE_LIMITS', read: onOff },
  limitFailedLogins: { variable: 'LIMIT_FAILED_LOGINS', read: integer },
  limitRegistrations: { variable: 'LIMIT_REGISTRATIONS', read: integer },
  limitTakenNames: { variable: 'LIMIT_TAKEN_NAMES', read: integer },
  limitExchanges: { variable: 'LIMIT_EXCHANGES', read: integer },
  limitSignInStarts: { variable: 'LIMIT_SIGN_IN_STARTS', read: integer },
  limitRefreshes: { variable: 'LIMIT_REFRESHES', read: integer },
  limitValidations: { variable: 'LIMIT_VALIDATIONS', read: integer },
  limitTrustedNetworks: { variable: 'LIMIT_TRUSTED_NETWORKS', read: list },
  limitTrustedFactor: { variable: 'LIMIT_TRUSTED_FACTOR', read: integer },
  redisUrl: { variable: 'REDIS_URL', read: text },
  hashQueue: { variable: 'HASH_QUEUE', read: integer },
  workers: { variable: 'WORKERS', read: integer },
  loginContract: { variable: 'LOGIN_CONTRACT', read: text },
  refreshGrace: { variable: 'REFRESH_GRACE', read: integer },
  refreshRetry: { variable: 'REFRESH_RETRY', read: integer },
  sessionMaxAge: { variable: 'SESSION_MAX_AGE', read: integer },
  docs: { variable: 'DOCS', read: onOff },
  metrics: { variable: 'METRICS', read: onOff },
  auditRetentionDays: { variable: 'AUDIT_RETENTION_DAYS', read: integer },
  logLevel: { variable: 'LOG_LEVEL', read: text },
};

const settingNames = Object.keys(SETTINGS) as readonly SettingName[];

/** An empty variable counts as unset, as compose files and CI systems produce them. */
function given(environs: Environs, name: SettingName): string | undefined {
  const { variable, alias = variable } = SETTINGS[name];
  const value = (environs[variable] ?? environs[alias])?.trim();
  return value === '' ? undefined : value;
}

/** A port that will be refused, or is any free one, does not cast doubt on the issuer too. */
function localIssuer(port = '3000'): string {
  const issuer = `http://localhost:${port}`;
  return URL.canParse(issuer) && Number(port) !== 0 ? issuer : 'http://localhost';
}

function defaults(environs: Environs): Partial<AppConfig> {
  const production = given(environs, 'nodeEnv') === 'production';
  return {
    issuer: localIssuer(given(environs, 'port')),
    docs: !production,
    metrics: !production,
  };
}

function missingInProduction(environs: Environs): string[] {
  const required = (['issuer', 'audience'] as const)
    .filter((name) => given(environs, name) === undefined)
    .map((name) => `${SETTINGS[name].variable} must be set in production`);
  const keyless =
    given(environs, 'jwtKeysDir') === undefined && given(environs, 'jwtPrivateKey') === undefined;
  return keyless
    ? [...required, 'JWT_KEYS_DIR or JWT_PRIVATE_KEY must be set in production']
    : required;
}

function halfTls({ tlsCertFile, tlsKeyFile }: AppConfig): string[] {
  const half = (tlsCertFile === null) !== (tlsKeyFile === null);
  return half ? ['TLS_CERT_FILE and TLS_KEY_FILE belong together'] : [];
}

/** SQLite has one writer, and here one connection; more processes would only wait for each other. */
function crowdedFile({ workers, databaseUrl }: AppConfig): string[] {
  return workers > 1 && databaseUrl.startsWith('sqlite:') ? ['WORKERS must be 1 on SQLite'] : [];
}

/** What is no number at all is not told that it is too great or too small as well. */
function messagesOf(constraints: Readonly<Record<string, string>> = {}): readonly string[] {
  return constraints.isInt === undefined ? Object.values(constraints) : [constraints.isInt];
}

function validationFaults(config: AppConfig): string[] {
  return validateSync(config, { forbidUnknownValues: true }).flatMap((error) => {
    const { variable } = SETTINGS[error.property as SettingName];
    return messagesOf(error.constraints).map((message) =>
      message
        .replace(`each value in ${error.property}`, variable)
        .replace(error.property, variable),
    );
  });
}

/** @throws ConfigurationError with every fault found. */
export function readConfig(environs: Environs): AppConfig {
  const settings: Record<string, unknown> = { ...defaults(environs) };
  for (const name of settingNames) {
    const value = given(environs, name);
    if (value !== undefined) settings[name] = SETTINGS[name].read(value);
  }
  const production = settings.nodeEnv === 'production';
  const names = list(given(environs, 'providers') ?? '');
  const identity = readProviders(names, environs, production);
  const own = settingNames.flatMap((name) => {
    const { variable, alias } = SETTINGS[name];
    return alias === undefined ? [variable] : [variable, alias];
  });
  const known = [...own, ...identity.variables];
  const config = new AppConfig({
    ...settings,
    identityProviders: identity.providers,
    warnings: misspelled(environs, known),
  });
  const faults = [
    ...unreadable(environs, known),
    ...validationFaults(config),
    ...identity.faults,
    ...(config.production ? [...missingInProduction(environs), ...productionFaults(config)] : []),
    ...halfTls(config),
    ...crowdedFile(config),
  ];
  if (faults.length > 0) throw new ConfigurationError(faults);
  return Object.freeze(config);
}
