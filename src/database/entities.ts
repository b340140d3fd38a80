import { AuditRecordEntity } from '../audit/audit-record.entity.js';
import { AuthorizationStartEntity } from '../exchanges/authorization-start.entity.js';
import { CodeClaimEntity } from '../exchanges/code-claim.entity.js';
import { IdentityEntity } from '../identities/identity.entity.js';
import { UnlinkedIdentityEntity } from '../identities/unlinked-identity.entity.js';
import { RateLimitEntity } from '../limits/counters/rate-limit.entity.js';
import { KnownAddressEntity } from '../limits/known-addresses/known-address.entity.js';
import { RefreshTokenEntity } from '../token-store/refresh-token.entity.js';
import { UserEntity } from '../users/user.entity.js';
import { WriteProbeEntity } from './write-probe.entity.js';

/** Every table that the server has. */
export const entities: readonly (new () => object)[] = [
  UserEntity,
  RefreshTokenEntity,
  AuditRecordEntity,
  KnownAddressEntity,
  RateLimitEntity,
  IdentityEntity,
  UnlinkedIdentityEntity,
  CodeClaimEntity,
  AuthorizationStartEntity,
  WriteProbeEntity,
];
