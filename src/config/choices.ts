export const ENVIRONMENTS = ['development', 'test', 'production'] as const;
export const LOGIN_CONTRACTS = ['combined', 'bearer-cookie', 'envelope'] as const;
export const JWT_ALGORITHMS = ['RS256', 'ES256'] as const;
/** Where the keys that sign are kept. */
export const KEY_STORES = ['directory', 'database'] as const;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** By which way mail leaves the server. */
export const MAIL_TRANSPORTS = ['off', 'console', 'smtp', 'http'] as const;
export const MAIL_LANGUAGES = ['en', 'de'] as const;
export const SMTP_TLS = ['required', 'opportunistic', 'off'] as const;

/** What becomes of a refresh from elsewhere than the last one. */
export const SESSION_BINDINGS = ['off', 'audit', 'refuse'] as const;

/** Whether a second factor is asked for: never, where there is one, or always. */
export const MFA_MODES = ['off', 'optional', 'required'] as const;

export type MfaMode = (typeof MFA_MODES)[number];
export type Environment = (typeof ENVIRONMENTS)[number];
export type SessionBindingMode = (typeof SESSION_BINDINGS)[number];
export type LoginContract = (typeof LOGIN_CONTRACTS)[number];
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];
export type KeyStoreKind = (typeof KEY_STORES)[number];
export type MailTransportKind = (typeof MAIL_TRANSPORTS)[number];
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];
export type SmtpTls = (typeof SMTP_TLS)[number];
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `on`, `off`, or `domains:` and a list. */
export const SIGN_UP =
  /^(on|off|domains:\s*[a-z0-9-]+(\.[a-z0-9-]+)+(\s*,\s*[a-z0-9-]+(\.[a-z0-9-]+)+)*)$/i;
