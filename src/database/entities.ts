import { AuditRecordEntity } from '../audit/audit-record.entity.js';
import { RefreshTokenEntity } from '../token-store/refresh-token.entity.js';
import { UserEntity } from '../users/user.entity.js';

/** Every table that the server has. */
export const entities: readonly (new () => object)[] = [
  UserEntity,
  RefreshTokenEntity,
  AuditRecordEntity,
];
