import type { AppConfig } from './app-config.js';
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

const looksMadeUp = (secret: string): boolean => PLACEHOLDER.test(secret.trim());

function placeholders(config: AppConfig): string[] {
  const secrets: readonly (readonly [string, string])[] = [
    ['JWT_PRIVATE_KEY', config.jwtPrivateKey ?? ''],
    ['the password in DATABASE_URL', passwordIn(config.databaseUrl)],
    ['the password in REDIS_URL', passwordIn(config.redisUrl)],
    ...config.identityProviders.map(
      ({ name, clientSecret }) =>
        [`the client secret of the provider ${name}`, clientSecret?.reveal() ?? ''] as const,
    ),
  ];
  return secrets
    .filter(([, secret]) => looksMadeUp(secret))
    .map(([what]) => `${what} is a placeholder, set a real one in production`);
}

/** What is fine on a laptop and nowhere else. */
export function productionFaults(config: AppConfig): string[] {
  const plain = config.trustProxy.length === 0 && config.tlsCertFile === null;
  return [
    ...(plain ? ['TRUST_PROXY, or TLS_CERT_FILE and TLS_KEY_FILE, must be set in production'] : []),
    ...(config.allowHttpIssuer || isProtected(config.issuer)
      ? []
      : ['ISSUER must be https in production, unless ALLOW_HTTP_ISSUER is on']),
    ...(config.rateLimits ? [] : ['RATE_LIMITS must be on in production']),
    ...placeholders(config),
  ];
}
