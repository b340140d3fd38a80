import type { FaultDialect } from './fault-dialect.js';
import type { HttpFault } from './http-fault.js';

/** Sentences by field, where a fault has them. */
export const wireDetails = ({ details }: HttpFault): object =>
  details.length === 0
    ? {}
    : { details: details.map(({ field, message }) => ({ field, message })) };

/** The body of every failure outside the success-flag routes. */
export const standardFaults: FaultDialect = {
  message: () => undefined,
  body: (fault) => ({
    timestamp: new Date(fault.at).toISOString(),
    status: fault.status,
    error: fault.reason,
    errorCode: fault.code,
    message: fault.message,
    path: fault.path,
    ...wireDetails(fault),
  }),
};
