import type { AuthErrorCode, FieldFault } from '../../errors/auth-error.js';

/** A fault with everything that any dialect writes of it. */
export interface HttpFault {
  readonly status: number;
  /** Reason phrase of the status. */
  readonly reason: string;
  readonly code: AuthErrorCode;
  readonly message: string;
  readonly details: readonly FieldFault[];
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}
