import { Module } from '@nestjs/common';
import { RevocationIndex } from './revocation-index.js';
import { SessionSweep } from './session-sweep.js';
import { TokenStore } from './token-store.js';
import { TypeOrmTokenStore } from './typeorm-token-store.js';

@Module({
  providers: [{ provide: TokenStore, useClass: TypeOrmTokenStore }, RevocationIndex, SessionSweep],
  exports: [TokenStore, RevocationIndex],
})
export class TokenStoreModule {}
