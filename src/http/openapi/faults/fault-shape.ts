import { EnvelopeFaultAnswer, FaultAnswer, FlagFaultAnswer } from '../schemas/faults.dto.js';
import type { Schema } from '../schemas/schemas.js';
import { envelopeFaults } from '../../contracts/envelope/envelope-faults.js';
import { successFlagFaults } from '../../contracts/success-flag/success-flag-faults.js';
import type { FaultDialect } from '../../faults/fault-dialect.js';
import { loginFaults } from '../../faults/login-faults.js';
import { standardFaults } from '../../faults/standard-faults.js';

/** How faults are written somewhere, and the schema of what is written. */
export interface FaultShape {
  readonly dialect: FaultDialect;
  readonly schema: Schema;
}

export const STANDARD: FaultShape = { dialect: standardFaults, schema: FaultAnswer };
export const BEARER_LOGIN: FaultShape = { dialect: loginFaults, schema: FaultAnswer };
export const ENVELOPE: FaultShape = { dialect: envelopeFaults, schema: EnvelopeFaultAnswer };
export const SUCCESS_FLAG: FaultShape = { dialect: successFlagFaults, schema: FlagFaultAnswer };
