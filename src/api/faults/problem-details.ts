import type { HttpFault } from './fault-dialect.js';
import { wireDetails } from './standard-faults.js';
import { preferredType } from '../requests/accept-header.js';

export const PROBLEM_TYPE = 'application/problem+json';
const JSON_TYPE = 'application/json';

/** Whether `Accept` puts problem details (RFC 9457) before plain JSON. */
export function prefersProblemDetails(accept: string | undefined): boolean {
  if (!accept?.toLowerCase().includes('problem+json')) return false;
  return preferredType(accept, [JSON_TYPE, PROBLEM_TYPE]) === PROBLEM_TYPE;
}

/** RFC 9457 §3.1, with the code, the fields and the challenge as extension members. */
export const problemDetails = (fault: HttpFault): object => ({
  type: 'about:blank',
  title: fault.reason,
  status: fault.status,
  detail: fault.message,
  instance: fault.path,
  errorCode: fault.code,
  timestamp: new Date(fault.at).toISOString(),
  ...wireDetails(fault),
  ...fault.challenge,
});
