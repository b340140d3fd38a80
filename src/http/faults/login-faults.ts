import type { FaultDialect } from './fault-dialect.js';
import { standardFaults } from './standard-faults.js';
import type { Fault } from '../../errors/auth-error.js';

/** What the login routes say instead of the fault table. */
export const loginMessage = ({ code }: Fault): string | undefined =>
  code === 'INVALID_CREDENTIALS' ? 'Invalid username or password' : undefined;

export const loginFaults: FaultDialect = { ...standardFaults, message: loginMessage };
