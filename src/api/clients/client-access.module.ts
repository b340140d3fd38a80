import { Module } from '@nestjs/common';
import { ClientsModule } from '../../clients/clients.module.js';
import { ClientGuard } from './client.guard.js';

/** For every module with routes that services alone may call. */
@Module({
  imports: [ClientsModule],
  providers: [ClientGuard],
  exports: [ClientGuard, ClientsModule],
})
export class ClientAccessModule {}
