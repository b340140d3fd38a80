import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { FreshAuthentication } from '../../accounts/fresh-authentication.js';
import { PasswordChange } from '../../accounts/recovery/password-change.js';
import { AppConfig } from '../../config/app-config.js';
import { DeviceCookie } from '../cookies/cookies.js';
import { Text, validated } from '../requests/body.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import { mailLanguage } from './mail-language.js';
import { freshBearer } from '../step-up/fresh-bearer.js';

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
    private readonly fresh: FreshAuthentication,
    private readonly passwords: PasswordChange,
    private readonly devices: DeviceCookie,
    private readonly config: AppConfig,
  ) {}

  @Post(ROUTES.password)
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async change(@Req() request: FastifyRequest, @Body() body: unknown): Promise<void> {
    const { currentPassword, newPassword } = validated(PasswordChangeBody, body);
    const { user, claims } = await freshBearer(request, this.fresh);
    const change = {
      current: currentPassword,
      next: newPassword,
      sessionId: claims.sid,
      deviceMark: this.devices.markOn(request),
      language: mailLanguage(request, this.config.mail.mailLanguage),
    };
    await this.passwords.change(user, change, eventOrigin(request));
  }
}
