import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { sweepOf } from '../database/sweep.js';
import { RefreshTokenEntity } from './refresh-token.entity.js';
import { RevocationChainEntity, RevocationEntity } from './revocation.entity.js';
import { REVOCATION_LIFE, RevocationIndex } from './revocation-index.js';
import { RevocationLog } from './revocation-log.js';
import { TokenStore } from './token-store.js';
import { TypeOrmRevocationLog } from './typeorm-revocation-log.js';
import { TypeOrmTokenStore } from './typeorm-token-store.js';

/** Late requests still learn that their session expired, rather than that there is none. */
const KEPT_AFTER_EXPIRY = 3_600_000;

@Module({
  imports: [
    TypeOrmModule.forFeature([RefreshTokenEntity, RevocationEntity, RevocationChainEntity]),
  ],
  providers: [
    { provide: TokenStore, useClass: TypeOrmTokenStore },
    { provide: RevocationLog, useClass: TypeOrmRevocationLog },
    RevocationIndex,
    sweepOf({
      table: 'refresh_tokens',
      key: ['id'],
      moment: 'expires_at',
      kept: () => KEPT_AFTER_EXPIRY,
    }),
    sweepOf({
      table: 'revocations',
      key: ['chain', 'seq'],
      moment: 'revoked_at',
      kept: () => 2 * REVOCATION_LIFE,
    }),
    // Longer than its revocations: that a chain is unknown means that a backup was restored.
    sweepOf({
      table: 'revocation_chains',
      key: ['id'],
      moment: 'written_at',
      kept: () => 3 * REVOCATION_LIFE,
    }),
  ],
  exports: [TokenStore, RevocationIndex, RevocationLog],
})
export class TokenStoreModule {}
