import { STATUS_CODES } from 'node:http';
import type { AuthErrorCode, Fault, FieldFault, LoginChallenge } from '../../errors/auth-error.js';
import { messageOf, statusOf } from './fault-table.js';

/** A fault with everything that any dialect writes of it. */
export interface HttpFault {
  readonly status: number;
  /** Reason phrase of the status. */
  readonly reason: string;
  readonly code: AuthErrorCode;
  readonly message: string;
  readonly details: readonly FieldFault[];
  /** How a login that needs more goes on; null for every other fault. */
  readonly challenge: LoginChallenge | null;
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** How a contract words and writes faults. */
export interface FaultDialect {
  /** Whether no client may have problem details in its place. */
  readonly only?: true;
  /** How its answers are labelled, where that is not `application/json`. */
  readonly mediaType?: string;
  /** A status of its own; undefined leaves the fault table's. */
  status?(fault: Fault): number | undefined;
  /** The contract's own words; undefined leaves the fault table's. */
  message(fault: Fault): string | undefined;
  body(fault: HttpFault): object;
}

/** A fault in the words of a dialect. */
export function wordFault(
  fault: Fault,
  dialect: FaultDialect,
  { path, at }: Pick<HttpFault, 'path' | 'at'>,
): HttpFault {
  const status = dialect.status?.(fault) ?? statusOf(fault);
  return {
    status,
    reason: STATUS_CODES[status] ?? '',
    code: fault.code,
    message: dialect.message(fault) ?? messageOf(fault),
    details: fault.code === 'VALIDATION_FAILED' ? fault.details : [],
    challenge: fault.code === 'MFA_REQUIRED' ? fault.challenge : null,
    path,
    at,
  };
}
