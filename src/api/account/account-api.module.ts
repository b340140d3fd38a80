import { type DynamicModule, Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { LeavingModule } from '../../accounts/leaving/leaving.module.js';
import { RecoveryModule } from '../../accounts/recovery/recovery.module.js';
import { VerificationModule } from '../../accounts/verification/verification.module.js';
import type { AppConfig } from '../../config/app-config.js';
import { CookiesModule } from '../cookies/cookies.module.js';
import { AccountExportController } from './account-export.controller.js';
import { EmailController } from './email.controller.js';
import { LinkCookie } from './link-cookie.js';
import { LeavingController } from './leaving.controller.js';
import { PasswordController } from './password.controller.js';
import { RecoveryController } from './recovery.controller.js';
import { StepUpModule } from '../step-up/step-up.module.js';

/** What the owner of an account may change of it. */
@Module({})
export class AccountApiModule {
  static of({ mail: { mail } }: AppConfig): DynamicModule {
    const byMail = mail === 'off' ? [] : [RecoveryController, EmailController];
    return {
      module: AccountApiModule,
      imports: [
        AccountsModule,
        CookiesModule,
        LeavingModule,
        RecoveryModule,
        StepUpModule,
        VerificationModule,
      ],
      controllers: [PasswordController, AccountExportController, LeavingController, ...byMail],
      providers: [LinkCookie],
    };
  }
}
