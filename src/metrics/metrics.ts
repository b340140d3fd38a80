export interface FinishedRequest {
  readonly method: string;
  /** The route's pattern, never the requested path; null where no route matched. */
  readonly route: string | null;
  /** Name of the contract that answered; null for routes that belong to none. */
  readonly contract: string | null;
  readonly status: number;
  /** From the first byte of the request to the end of the answer. */
  readonly seconds: number;
}

/**
 * Whose doing an answer is: `unauthenticated`, `limited` and `refused` are the caller's, `provider`
 * is that of an identity provider, `unavailable` (no room, or on the way out) and `error` are ours.
 */
export const ANSWER_OUTCOMES = [
  'success',
  'unauthenticated',
  'limited',
  'refused',
  'provider',
  'unavailable',
  'error',
] as const;
export type AnswerOutcome = (typeof ANSWER_OUTCOMES)[number];

export function answerOutcome(status: number): AnswerOutcome {
  if (status < 400) return 'success';
  switch (status) {
    case 401:
      return 'unauthenticated';
    case 429:
      return 'limited';
    case 502:
    case 504:
      return 'provider';
    case 503:
      return 'unavailable';
    default:
      return status < 500 ? 'refused' : 'error';
  }
}

export const INTROSPECTION_OUTCOMES = ['active', 'inactive'] as const;
export type IntrospectionOutcome = (typeof INTROSPECTION_OUTCOMES)[number];

/** Numbers for the operator. Every label has few values: no names, ids or paths. */
export abstract class Metrics {
  /** Gives each contract its series before the first request. */
  abstract expectContracts(names: readonly string[]): void;
  abstract requestFinished(request: FinishedRequest): void;
  abstract tokenIntrospected(outcome: IntrospectionOutcome): void;
  abstract tokensRequested(contract: string, outcome: AnswerOutcome): void;
}
