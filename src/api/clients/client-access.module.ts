import { Module } from '@nestjs/common';
import { ClientsModule } from '../../clients/clients.module.js';
import { ClientGuard } from './client.guard.js';
import { RecognizedSenders } from './recognized-senders.js';

/** For every module with routes that services alone may call. */
@Module({
  imports: [ClientsModule],
  providers: [ClientGuard, RecognizedSenders],
  exports: [ClientGuard, ClientsModule, RecognizedSenders],
})
export class ClientAccessModule {}
