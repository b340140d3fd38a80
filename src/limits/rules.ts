import type { AppConfig } from '../config/app-config.js';
import type { Tally, Window } from './counters/counters.js';

/** Every rule that there is. */
export const RULE_NAMES = [
  'stranger',
  'known-address',
  'known-device',
  'at-account',
  'factor',
  'export',
  'client',
  'login',
  'registration',
  'taken-names',
  'exchange',
  'start',
  'mail-request',
  'mail-proof',
  'challenge',
  'refresh',
  'validation',
  'client-failures',
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

/** How much may be counted under one key. */
export interface Rule {
  /** Part of the key, so that rules never share a count. */
  readonly name: RuleName;
  readonly limit: number;
  /** It begins with the first count in it. */
  readonly window: Window;
  /** How many attempts each process lets be under way at once; as many as may be counted, if unset. */
  readonly atOnce?: number;
  /** Beyond the limit there is another one from time to time, instead of none until the window ends. */
  readonly delayed?: boolean;
  /** Seconds that such a delay grows to; ten minutes, if unset. */
  readonly longestDelay?: number;
}

const MINUTE: Window = { seconds: 60 };
const HOUR: Window = { seconds: 3600 };

/** Counted together, so that what is under way cannot take the promise below beyond its number. */
const MOVES_FROM = 11;
const PATIENT_HOUR: Window = { ...HOUR, movesFrom: MOVES_FROM };

/**
 * What guards an account. These are no settings: together with the delays and with what is under
 * way they keep the promise of at most a hundred guesses in any sixty minutes, for up to eight
 * processes that share a store (docs/decisions/0005). A known device adds its own.
 */
export const ACCOUNT = {
  stranger: { name: 'stranger', limit: 20, window: PATIENT_HOUR, delayed: true },
  knownAddress: { name: 'known-address', limit: 20, window: PATIENT_HOUR, delayed: true },
  knownDevice: { name: 'known-device', limit: 10, window: HOUR },
  /** Fewer than a known address shares with the others, so that one alone cannot use them up. */
  atAccount: { name: 'at-account', limit: 19, window: PATIENT_HOUR },
} as const satisfies Record<string, Rule>;

/**
 * Guesses at the codes of a time-based factor, beside a password that is known: two dozen a day once
 * ten have failed, so that a year of them finds one of a million with three in a hundred. Recovery
 * codes cannot be guessed and are not counted here: by one of them the owner always gets in.
 */
export const FACTOR: Rule = {
  name: 'factor',
  limit: 10,
  window: { seconds: 86_400, movesFrom: 5 },
  delayed: true,
  longestDelay: 3600,
};

/** Exports of all that is stored of one account: each reads its whole part of the trail. */
export const EXPORT: Rule = { name: 'export', limit: 10, window: HOUR };

/** Wrong secrets for one service account from anywhere, a minute and process. */
export const CLIENT: Rule = { name: 'client', limit: 60, window: MINUTE };

/** Processes beyond which each lets only one guess of a kind be under way. */
const MANY = 8;

/** Guesses of one kind at one account that a process lets be under way. */
export const guessesAtOnce = (workers: number): number => (workers > MANY ? 1 : 2);

export type NetworkRule =
  | 'failedLogins'
  | 'registrations'
  | 'takenNames'
  | 'exchanges'
  | 'starts'
  | 'mailRequests'
  | 'mailProofs'
  | 'challenges'
  | 'refreshes'
  | 'validations'
  | 'clientFailures';

/** What is counted of each network, by the settings. */
export function networkRules(config: AppConfig): Readonly<Record<NetworkRule, Rule>> {
  // Bad tokens and challenges are counted by each process for itself, and one that is refused by one process in
  // ten would ask the other nine.
  const shareOf = (limit: number): number => Math.ceil(limit / config.server.workers);
  return {
    failedLogins: { name: 'login', limit: config.limits.limitFailedLogins, window: HOUR },
    registrations: { name: 'registration', limit: config.limits.limitRegistrations, window: HOUR },
    takenNames: { name: 'taken-names', limit: config.limits.limitTakenNames, window: HOUR },
    exchanges: { name: 'exchange', limit: config.limits.limitExchanges, window: HOUR },
    starts: { name: 'start', limit: config.limits.limitSignInStarts, window: HOUR },
    mailRequests: { name: 'mail-request', limit: config.limits.limitMailRequests, window: HOUR },
    mailProofs: { name: 'mail-proof', limit: config.limits.limitMailProofs, window: HOUR },
    challenges: {
      name: 'challenge',
      limit: shareOf(config.limits.limitChallenges),
      window: MINUTE,
    },
    refreshes: { name: 'refresh', limit: shareOf(config.limits.limitRefreshes), window: MINUTE },
    validations: {
      name: 'validation',
      limit: shareOf(config.limits.limitValidations),
      window: MINUTE,
    },
    clientFailures: {
      name: 'client-failures',
      limit: shareOf(config.limits.limitClientFailures),
      window: MINUTE,
    },
  };
}

/** Seconds. */
const FIRST = 60;
const LONGEST = 600;

/** What a rule says to one more attempt. */
export type Verdict =
  | { readonly kind: 'refused'; readonly ms: number }
  /** With `room` for so many under way. */
  | { readonly kind: 'free'; readonly room: number }
  /** The one that may come after a delay, over all processes. */
  | { readonly kind: 'turn' };

export function judge(rule: Rule, { count, msLeft }: Tally): Verdict {
  const length = rule.window.seconds * 1000;
  // More is left where the clock was set back.
  const left = Math.min(msLeft, length);
  const room = Math.min(rule.atOnce ?? rule.limit, rule.limit - count);
  if (room > 0) return { kind: 'free', room };
  if (rule.delayed !== true) return { kind: 'refused', ms: left };
  const delay = Math.min(FIRST * 2 ** (count - rule.limit), rule.longestDelay ?? LONGEST) * 1000;
  // The last failure let the window begin anew.
  const ms = delay - (length - left);
  return ms > 0 ? { kind: 'refused', ms } : { kind: 'turn' };
}

/** How many refusals are remembered. */
const REMEMBERED = 10_000;

/** What counts refused a moment ago is refused again without asking the store, however often. */
export class BlockCache {
  private readonly until = new Map<string, number>();

  /** @param until by the monotonic clock: setting the other neither ends nor prolongs a refusal */
  note(key: string, until: number): void {
    this.until.delete(key);
    this.until.set(key, until);
    const [oldest] = this.until.keys();
    if (this.until.size > REMEMBERED && oldest !== undefined) this.until.delete(oldest);
  }

  has(key: string): boolean {
    return this.until.has(key);
  }

  /** Milliseconds that a refusal still lasts; 0 when there is none. */
  msLeft(key: string, now: number): number {
    const until = this.until.get(key);
    if (until === undefined) return 0;
    const left = until - now;
    if (left > 0) return left;
    this.until.delete(key);
    return 0;
  }
}
