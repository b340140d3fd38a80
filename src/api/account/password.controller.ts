import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccountReading } from '../../accounts/account-reading.js';
import { PasswordChange } from '../../accounts/recovery/password-change.js';
import { AppConfig } from '../../config/app-config.js';
import { DeviceCookie } from '../cookies/cookies.js';
import { Text, validated } from '../requests/body.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import { bearerAccount } from './bearer-account.js';
import { mailLanguage } from './mail-language.js';
import { SensitiveChange } from './sensitive-change.js';

export class PasswordChangeBody {
  @Text({ label: 'Current password', max: 1024 })
  readonly currentPassword: string = '';

  @Text({ label: 'New password', max: 1024 })
  readonly newPassword: string = '';
}

/** Another password for who is signed in and knows the one there is. */
@Controller()
export class PasswordController {
  constructor(
    private readonly accounts: AccountReading,
    private readonly passwords: PasswordChange,
    private readonly devices: DeviceCookie,
    private readonly config: AppConfig,
  ) {}

  @Post(ROUTES.password)
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @SensitiveChange()
  async change(@Req() request: FastifyRequest, @Body() body: unknown): Promise<void> {
    const { currentPassword, newPassword } = validated(PasswordChangeBody, body);
    const { user, sessionId } = await bearerAccount(request, this.accounts);
    const change = {
      current: currentPassword,
      next: newPassword,
      sessionId,
      deviceMark: this.devices.markOn(request),
      language: mailLanguage(request, this.config.mail.mailLanguage),
    };
    await this.passwords.change(user, change, eventOrigin(request));
  }
}
