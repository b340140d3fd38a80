import type { Type } from '@nestjs/common';
import { BearerCookie } from './bearer-cookie/bearer-cookie.contract.js';
import { CombinedLogin } from './combined-login/combined-login.contract.js';
import type { Contract } from './contract.js';
import { EnvelopeContract } from './envelope/envelope.contract.js';
import { External } from './external/external.contract.js';
import { SuccessFlag } from './success-flag/success-flag.contract.js';
import { TokenPair } from './token-pair/token-pair.contract.js';

/** Every contract that is served; the first that accepts a request answers it. */
export const REGISTERED_CONTRACTS: readonly Type<Contract>[] = [
  External,
  TokenPair,
  BearerCookie,
  EnvelopeContract,
  CombinedLogin,
  SuccessFlag,
];
