import { envelopeTimestamp } from './envelope.js';
import type { FaultDialect } from '../../faults/fault-dialect.js';
import { loginMessage } from '../../faults/login-faults.js';
import { standardFaults } from '../../faults/standard-faults.js';

/** The standard body with `data: null` and the envelope's timestamp. */
export const envelopeFaults: FaultDialect = {
  message: (fault) =>
    fault.code === 'INTERNAL_ERROR' ? 'An unexpected error occurred' : loginMessage(fault),
  body: (fault) => ({
    ...standardFaults.body(fault),
    timestamp: envelopeTimestamp(fault.at),
    data: null,
  }),
};
