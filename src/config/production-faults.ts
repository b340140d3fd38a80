import type { AppConfig, Settings } from './app-config.js';
import { readDatabaseUrl } from './database-url.js';
import { readRedisUrl } from './redis-url.js';
import type { Variables } from './variables.js';
import { isProtected } from './issuer.js';

/** What documents and examples put where a secret belongs. */
const PLACEHOLDER =
  /^(?:<.*>|\[.*\]|\{.*\}|\.{3}|x{3,}|(?:(?:your|my|the|a|some)[-_ ]?)?(?:jwt|client|private|super)?[-_ ]?(?:secret|password|passw0rd|key)(?:[-_ ]?(?:key|here|value|\d*))?|change[-_ ]?(?:me|it|this).*|replace[-_ ]?(?:me|it|this).*|placeholder|example|default|todo|test|dummy|admin|root|portcullis|1234\d*)$/i;

function passwordIn(url: string | null): string {
  if (url === null || !URL.canParse(url)) return '';
  const { password } = new URL(url);
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

function databasePassword(text: string): string {
  const url = readDatabaseUrl(text);
  return url === null || url.dialect === 'sqlite' ? '' : url.password;
}

const looksMadeUp = (secret: string): boolean => PLACEHOLDER.test(secret.trim());

/** One character over and over is as good as none. */
const isRepeated = (secret: string): boolean => new Set(secret).size < 8;

function placeholders({ tokens, audit, database, limits, federation, mail }: AppConfig): string[] {
  const secrets: readonly (readonly [string, string])[] = [
    ['JWT_PRIVATE_KEY', tokens.jwtPrivateKey ?? ''],
    ['the password in DATABASE_URL', databasePassword(database.databaseUrl)],
    ['the password in MAIL_SMTP_URL', passwordIn(mail.mailSmtpUrl)],
    ['the password in REDIS_URL', readRedisUrl(limits.redisUrl ?? '')?.password ?? ''],
    ...tokens.secrets.map((secret) => ['a value of SECRETS', secret.reveal()] as const),
    ...audit.auditKey.map((key) => ['a value of AUDIT_KEY', key.reveal()] as const),
    ...federation.identityProviders.map(
      ({ name, clientSecret }) =>
        [`the client secret of the provider ${name}`, clientSecret?.reveal() ?? ''] as const,
    ),
  ];
  const roots = [
    ...tokens.secrets.map((secret) => ['SECRETS', secret] as const),
    ...audit.auditKey.map((key) => ['AUDIT_KEY', key] as const),
  ];
  const weak = roots.filter(([, secret]) => isRepeated(secret.reveal())).map(([name]) => name);
  return [
    ...secrets
      .filter(([, secret]) => looksMadeUp(secret))
      .map(([what]) => `${what} is a placeholder, set a real one in production`),
    ...Array.from(
      new Set(weak),
      (name) => `a value of ${name} is not random; make one with: ${MAKE_SECRET}`,
    ),
  ];
}

const MAKE_SECRET = 'openssl rand -base64 48';

const isInDatabase = (variables: Variables): boolean =>
  variables.text('JWT_KEY_STORE') === 'database';

/** What has no default in production. */
export function missingInProduction(settings: object, variables: Variables): string[] {
  const given = (name: keyof Settings): boolean => Reflect.get(settings, name) !== undefined;
  const keyless = !given('jwtKeysDir') && !given('jwtPrivateKey') && !isInDatabase(variables);
  return [
    ...(variables.text('ISSUER') === undefined ? ['ISSUER must be set in production'] : []),
    ...(given('audience') ? [] : ['AUDIENCE must be set in production']),
    ...(keyless
      ? ['JWT_KEYS_DIR, JWT_PRIVATE_KEY or JWT_KEY_STORE=database must be set in production']
      : []),
    ...(given('secrets')
      ? []
      : [`SECRETS or SECRETS_FILE must be set in production; make one with: ${MAKE_SECRET}`]),
  ];
}

/** What is fine on a laptop and nowhere else. */
export function productionFaults(config: AppConfig): string[] {
  const { server, tokens, limits, webhooks } = config;
  const plain = server.trustProxy.length === 0 && server.tlsCertFile === null;
  return [
    ...(plain ? ['TRUST_PROXY, or TLS_CERT_FILE and TLS_KEY_FILE, must be set in production'] : []),
    ...(tokens.allowHttpIssuer || isProtected(tokens.issuer)
      ? []
      : ['ISSUER must be https in production, unless ALLOW_HTTP_ISSUER is on']),
    ...(limits.rateLimits ? [] : ['RATE_LIMITS must be on in production']),
    ...(webhooks.webhookAllowPrivate ? ['WEBHOOK_ALLOW_PRIVATE must be off in production'] : []),
    ...placeholders(config),
  ];
}
