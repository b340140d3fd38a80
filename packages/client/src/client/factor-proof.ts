import type { MfaRequest } from '../api/openapi.js';

/** `code` with the `challengeId` of the refusal. */
export type FactorProof = Pick<MfaRequest, 'challengeId' | 'code'> & Partial<MfaRequest>;
