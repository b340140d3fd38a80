import { AccountAnswer } from './account.dto.js';
import {
  BearerAnswer,
  ExternalAnswer,
  RefreshedBearerAnswer,
  RefreshedExternalAnswer,
} from './bearer.dto.js';
import { CombinedLoginAnswer, RefreshedCombinedLoginAnswer } from './combined-login.dto.js';
import {
  EnvelopeSessionAnswer,
  EnvelopeValidationAnswer,
  RefreshedEnvelopeAnswer,
} from './envelope.dto.js';
import { EnvelopeFaultAnswer, FaultAnswer, FlagFaultAnswer } from './faults.dto.js';
import { LivenessAnswer, ReadinessAnswer } from './health.dto.js';
import { EllipticPublicKey, KeySetAnswer, RsaPublicKey } from './keys.dto.js';
import { Problem } from './problem.dto.js';
import {
  AuthorizationAnswer,
  AuthorizationRequest,
  IdentitiesAnswer,
  IdentityAnswer,
  ProvidersAnswer,
} from './providers.dto.js';
import {
  ExchangeRequest,
  LoginRequest,
  RefreshRequest,
  RegistrationRequest,
} from './requests.dto.js';
import { FlagLoginAnswer, FlagRefreshAnswer } from './success-flag.dto.js';
import { RefreshedTokenPairAnswer, TokenPairAnswer } from './token-pair.dto.js';

/** A class whose properties say what a body holds; never instantiated. */
export type Schema = abstract new () => object;

/** Every shape that a body can have; the document lists them in this order. */
export const SCHEMAS: readonly Schema[] = [
  RegistrationRequest,
  LoginRequest,
  ExchangeRequest,
  RefreshRequest,
  TokenPairAnswer,
  RefreshedTokenPairAnswer,
  BearerAnswer,
  RefreshedBearerAnswer,
  ExternalAnswer,
  RefreshedExternalAnswer,
  EnvelopeSessionAnswer,
  RefreshedEnvelopeAnswer,
  EnvelopeValidationAnswer,
  CombinedLoginAnswer,
  RefreshedCombinedLoginAnswer,
  FlagLoginAnswer,
  FlagRefreshAnswer,
  AccountAnswer,
  ProvidersAnswer,
  AuthorizationRequest,
  AuthorizationAnswer,
  IdentitiesAnswer,
  IdentityAnswer,
  KeySetAnswer,
  RsaPublicKey,
  EllipticPublicKey,
  LivenessAnswer,
  ReadinessAnswer,
  FaultAnswer,
  EnvelopeFaultAnswer,
  FlagFaultAnswer,
  Problem,
];
