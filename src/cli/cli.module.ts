import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { TransferModule } from '../accounts/transfer/transfer.module.js';
import { CheckpointsModule } from '../audit/checkpoints/checkpoints.module.js';
import { VerificationModule } from '../audit/verification/verification.module.js';
import { ClientsModule } from '../clients/clients.module.js';
import { ClockModule } from '../clock/clock.module.js';
import type { AppConfig } from '../config/app-config.js';
import { DatabaseModule } from '../database/database.module.js';
import { SigningKeysModule } from '../signing-keys/signing-keys.module.js';
import { ConfigModule } from '../config/config.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { WebhooksModule } from '../webhooks/webhooks.module.js';

/** The core without a server. */
@Module({})
export class CliModule {
  static of(config: AppConfig): DynamicModule {
    return {
      module: CliModule,
      imports: [
        ConfigModule.of(config),
        ClockModule,
        DatabaseModule,
        AccountsModule,
        ClientsModule,
        TransferModule,
        SessionsModule,
        SigningKeysModule,
        WebhooksModule,
        // The standard output has the result of the command.
        CheckpointsModule.of(process.stderr),
        VerificationModule,
      ],
    };
  }
}
