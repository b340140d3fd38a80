import type { Fault } from '../../errors/auth-error.js';
import type { FaultDialect, HttpFault } from './fault-dialect.js';

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
    ...fault.challenge,
  }),
};

/** What the login routes say instead of the fault table. */
export const loginMessage = ({ code }: Fault): string | undefined =>
  code === 'INVALID_CREDENTIALS' ? 'Invalid username or password' : undefined;

export const loginFaults: FaultDialect = { ...standardFaults, message: loginMessage };
