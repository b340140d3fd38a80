import { Body, Controller, Delete, Header, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccountLeaving } from '../../accounts/leaving/account-leaving.js';
import { AppConfig } from '../../config/app-config.js';
import { DeviceCookie } from '../cookies/cookies.js';
import { Text, validated } from '../requests/body.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import {
  freshBearerOf,
  RequiresFreshAuthentication,
} from '../step-up/fresh-authentication.guard.js';
import { mailLanguage } from './mail-language.js';

export class KeptAccountBody {
  @Text({ label: 'Username', max: 256 })
  readonly username: string = '';

  @Text({ label: 'Password', max: 1024 })
  readonly password: string = '';
}

export interface PlannedDeletion {
  readonly deletionAt: string;
}

/** For those who leave, and for those who change their minds. */
@Controller()
export class LeavingController {
  constructor(
    private readonly accounts: AccountLeaving,
    private readonly devices: DeviceCookie,
    private readonly config: AppConfig,
  ) {}

  @Delete(ROUTES.me)
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  @RequiresFreshAuthentication()
  async leave(@Req() request: FastifyRequest): Promise<PlannedDeletion> {
    const { user } = freshBearerOf(request);
    const at = await this.accounts.request(user.id, this.language(request), eventOrigin(request));
    return { deletionAt: new Date(at).toISOString() };
  }

  @Post(ROUTES.deletionCancelling)
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async stay(@Req() request: FastifyRequest, @Body() body: unknown): Promise<void> {
    const { username, password } = validated(KeptAccountBody, body);
    const attempt = { username, password, deviceMark: this.devices.markOn(request) };
    await this.accounts.cancel(attempt, this.language(request), eventOrigin(request));
  }

  private language(request: FastifyRequest): ReturnType<typeof mailLanguage> {
    return mailLanguage(request, this.config.mail.mailLanguage);
  }
}
