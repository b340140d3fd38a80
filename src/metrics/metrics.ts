import type { AuditEvent } from '../audit/audit-event.js';

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

export type TokenOutcome = 'success' | 'failure';

/** Numbers for whoever operates the server. Every label has few values: no names, ids or paths. */
export abstract class Metrics {
  abstract requestFinished(request: FinishedRequest): void;
  abstract tokensGenerated(contract: string, outcome: TokenOutcome): void;
  /** Counts logins and refreshes by their outcome and cause. */
  abstract observe(event: AuditEvent): void;
}
