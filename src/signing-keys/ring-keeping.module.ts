import { Module } from '@nestjs/common';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { RingFollower } from './ring-follower.js';
import { RingUpkeep } from './ring-upkeep.js';
import { SigningKeysModule } from './signing-keys.module.js';

/** For a server, whose ring follows the store for as long as it runs. */
@Module({
  imports: [SigningKeysModule, TokensModule, TokenStoreModule],
  providers: [RingUpkeep, RingFollower],
  exports: [RingFollower],
})
export class RingKeepingModule {}
