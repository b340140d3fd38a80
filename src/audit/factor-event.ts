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
