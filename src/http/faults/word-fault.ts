import { STATUS_CODES } from 'node:http';
import type { FaultDialect } from './fault-dialect.js';
import { messageOf, statusOf } from './fault-table.js';
import type { HttpFault } from './http-fault.js';
import type { Fault } from '../../errors/auth-error.js';

/** A fault in the words of a dialect. */
export function wordFault(
  fault: Fault,
  dialect: FaultDialect,
  { path, at }: Pick<HttpFault, 'path' | 'at'>,
): HttpFault {
  const status = statusOf(fault);
  return {
    status,
    reason: STATUS_CODES[status] ?? '',
    code: fault.code,
    message: dialect.message(fault) ?? messageOf(fault),
    details: fault.code === 'VALIDATION_FAILED' ? fault.details : [],
    path,
    at,
  };
}
