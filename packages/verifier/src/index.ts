export {
  type Claims,
  isService,
  isUser,
  type ServiceClaims,
  type UserClaims,
} from './claims/claims.js';
export type { Clock } from './clock/clock.js';
export type { Algorithm } from './jws/signature.js';
export { isTokenRefused, type RefusalCode, TokenRefused } from './refusals/token-refused.js';
export type { RevocationEvent, RevocationType } from './revocations/revocation-event.js';
export type { Fetch } from './transport/http-client.js';
export { createVerifier } from './verifier/create-verifier.js';
export type { VerifierOptions } from './verifier/options.js';
export type { VerifierState, VerifierStatus } from './verifier/status.js';
export type { Verifier } from './verifier/verifier.js';
