import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { RevocationFeed } from './revocation-feed.js';
import { SignedPages } from './signed-pages.js';
import { EventPolling } from './streams/event-polling.js';
import { EventStreamEntity } from './streams/event-stream.entity.js';
import { EventStreams } from './streams/event-streams.js';
import { SecurityEvents } from './streams/security-event.js';
import { TypeOrmEventStreams } from './streams/typeorm-event-streams.js';
import { Waiting } from './waiting.js';

/** What services that verify tokens on their own are told. */
@Module({
  imports: [TokenStoreModule, TokensModule, TypeOrmModule.forFeature([EventStreamEntity])],
  providers: [
    RevocationFeed,
    SignedPages,
    Waiting,
    EventPolling,
    SecurityEvents,
    { provide: EventStreams, useClass: TypeOrmEventStreams },
  ],
  exports: [EventPolling, RevocationFeed, Waiting],
})
export class RevocationsModule {}
