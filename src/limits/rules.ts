/** How often something may happen under one key. */
export interface Rule {
  /** Part of the key, so that rules never share a count. */
  readonly name: string;
  readonly limit: number;
  /** Seconds; the window begins with the first count in it. */
  readonly window: number;
  /** From this count on, each further one has to wait for twice as long as the last. */
  readonly delayedAfter?: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * Guesses at one account. The numbers and the delays together keep the promise of at most a hundred
 * in any sixty minutes, also where one window ends and the next begins. A known device adds its own.
 */
export const GUESSES = {
  stranger: { name: 'stranger', limit: 40, window: HOUR, delayedAfter: 20 },
  knownAddress: { name: 'known-address', limit: 40, window: HOUR, delayedAfter: 18 },
  knownDevice: { name: 'known-device', limit: 10, window: HOUR },
} as const satisfies Record<string, Rule>;

/** Failures from one address; generous, since enterprises share theirs. */
export const FAILURES = {
  atAccount: { name: 'at-account', limit: 20, window: HOUR },
  login: { name: 'login', limit: 600, window: HOUR },
  takenNames: { name: 'taken-names', limit: 60, window: HOUR },
  exchange: { name: 'exchange', limit: 300, window: HOUR },
  refresh: { name: 'refresh', limit: 600, window: MINUTE },
  /** Services validate what they were sent, so another's failures are counted against them. */
  validation: { name: 'validation', limit: 6000, window: MINUTE },
} as const satisfies Record<string, Rule>;

/** Every registration from one address counts, whatever comes of it. */
export const REGISTRATIONS: Rule = { name: 'registration', limit: 500, window: HOUR };

/** Every start of a sign-in at a provider counts: each leaves a row for ten minutes. */
export const STARTS: Rule = { name: 'start', limit: 1000, window: HOUR };
