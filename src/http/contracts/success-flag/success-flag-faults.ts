import type { Fault, FieldFault } from '../../../errors/auth-error.js';
import type { FaultDialect } from '../../faults/fault-dialect.js';
import { loginMessage } from '../../faults/login-faults.js';

function missingMessage(details: readonly FieldFault[]): string | undefined {
  const missing = details.filter(({ problem }) => problem === 'missing');
  if (missing.length === 0) return undefined;
  return missing.some(({ field }) => field === 'refreshToken')
    ? 'Missing refresh token'
    : 'Missing username or password';
}

function message(fault: Fault): string | undefined {
  if (fault.code === 'VALIDATION_FAILED') return missingMessage(fault.details);
  if (fault.code === 'INVALID_TOKEN') {
    return fault.expired ? 'Refresh token expired' : 'Invalid refresh token';
  }
  return loginMessage(fault);
}

/** A flag and a sentence, nothing more. */
export const successFlagFaults: FaultDialect = {
  message,
  body: (fault) => ({ success: false, message: fault.message }),
};
