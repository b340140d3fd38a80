import { Module } from '@nestjs/common';
import { HealthModule } from '../../health/health.module.js';
import { RevocationsModule } from '../../revocations/revocations.module.js';
import { ClientAccessModule } from '../clients/client-access.module.js';
import { EventPollingController } from './event-polling.controller.js';
import { RevocationsController } from './revocations.controller.js';

/** For services that verify tokens on their own. */
@Module({
  imports: [ClientAccessModule, HealthModule, RevocationsModule],
  controllers: [RevocationsController, EventPollingController],
})
export class RevocationsApiModule {}
