export const ENVIRONMENTS = ['development', 'test', 'production'] as const;
export const LOGIN_CONTRACTS = ['combined', 'bearer-cookie', 'envelope'] as const;
export const JWT_ALGORITHMS = ['RS256', 'ES256'] as const;
export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type Environment = (typeof ENVIRONMENTS)[number];
export type LoginContract = (typeof LOGIN_CONTRACTS)[number];
export type JwtAlgorithm = (typeof JWT_ALGORITHMS)[number];
export type LogLevel = (typeof LOG_LEVELS)[number];

/** `on`, `off`, or `domains:` and a list. */
export const SIGN_UP =
  /^(on|off|domains:\s*[a-z0-9-]+(\.[a-z0-9-]+)+(\s*,\s*[a-z0-9-]+(\.[a-z0-9-]+)+)*)$/i;
