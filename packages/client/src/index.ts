export type {
  AccountAnswer,
  FaultDetail,
  LoginRequest,
  Provider,
  RegistrationRequest,
  SessionAnswer,
  SessionsAnswer,
} from './api/openapi.js';
export type { Client } from './client/client.js';
export { createClient } from './client/create-client.js';
export type { FactorProof } from './client/factor-proof.js';
export type { ClientOptions } from './client/options.js';
export type { Clock } from './clock/clock.js';
export type { Contract } from './contracts/contract.js';
export {
  type ClientErrorCode,
  type ErrorCode,
  isMfaRequired,
  isPortcullisError,
  type MfaRequired,
  PortcullisError,
} from './errors/portcullis-error.js';
export type { SignInOptions } from './sign-in/options.js';
export type { Listener, SessionState } from './state/session-state.js';
export type { TokenStorage } from './storage/refresh-token-storage.js';
export type { Session } from './tokens/access-token.js';
export type { Fetch } from './transport/fetch.js';
