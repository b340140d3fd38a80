import type { FactorKind, FactorRefusalCause } from './audit-cause.js';

/** What is decided about second factors. */
export type FactorEvent =
  | {
      /** The first factor was right, and another one is asked for. */
      readonly type: 'login-challenged';
      readonly userId: string;
      readonly contract: string;
    }
  | {
      readonly type: 'factor-verified';
      readonly userId: string;
      readonly factor: FactorKind;
    }
  | {
      readonly type: 'factor-failed';
      readonly userId: string;
      readonly factor: FactorKind;
      readonly cause: FactorRefusalCause;
    }
  | {
      readonly type: 'factor-enrolled' | 'factor-renamed' | 'factor-removed';
      readonly userId: string;
      readonly factor: FactorKind;
      readonly factorId: string;
    }
  | { readonly type: 'factors-reset' | 'recovery-codes-renewed'; readonly userId: string }
  | { readonly type: 'reauthenticated'; readonly userId: string; readonly sessionId: string };

interface FactorSubject {
  readonly userId: string;
  readonly sessionId: string | null;
  readonly details: Readonly<Record<string, string>>;
}

/** Whom such an event is about, and its details. */
export function factorSubject(event: FactorEvent): FactorSubject {
  const { userId } = event;
  switch (event.type) {
    case 'login-challenged':
      return { userId, sessionId: null, details: { contract: event.contract } };
    case 'factor-verified':
      return { userId, sessionId: null, details: { factor: event.factor } };
    case 'factor-failed':
      return { userId, sessionId: null, details: { factor: event.factor, cause: event.cause } };
    case 'factor-enrolled':
    case 'factor-renamed':
    case 'factor-removed':
      return {
        userId,
        sessionId: null,
        details: { factor: event.factor, factor_id: event.factorId },
      };
    case 'factors-reset':
    case 'recovery-codes-renewed':
      return { userId, sessionId: null, details: {} };
    case 'reauthenticated':
      return { userId, sessionId: event.sessionId, details: {} };
  }
}
