import { Body, Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountReading } from '../../accounts/account-reading.js';
import { FreshAuthentication } from '../../accounts/fresh-authentication.js';
import { randomMark } from '../../accounts/challenges/challenge-secrets.js';
import { EmailChange } from '../../accounts/verification/email-change.js';
import { EmailConfirmation } from '../../accounts/verification/email-confirmation.js';
import { EmailVerification } from '../../accounts/verification/email-verification.js';
import { AppConfig } from '../../config/app-config.js';
import { DeviceCookie } from '../cookies/cookies.js';
import { Text, validated } from '../requests/body.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import { bearerAccount } from './bearer-account.js';
import { LinkCookie } from './link-cookie.js';
import { mailLanguage } from './mail-language.js';
import { ProofBody, proofIn } from './proof-body.js';
import { MAIL_ADDRESS, type RequestedMail } from './recovery.controller.js';
import { freshBearer } from '../step-up/fresh-bearer.js';

export class EmailChangeBody {
  @Text(MAIL_ADDRESS)
  readonly email: string = '';

  @Text({ label: 'Current password', max: 1024, optional: true })
  readonly currentPassword?: string;
}

export interface EmailOutcome {
  readonly outcome: 'confirmed' | 'confirmed-already';
}

/** The mail address of an account; where no mail is sent there are no such routes. */
@Controller()
export class EmailController {
  constructor(
    private readonly accounts: AccountReading,
    private readonly fresh: FreshAuthentication,
    private readonly verification: EmailVerification,
    private readonly change: EmailChange,
    private readonly confirmation: EmailConfirmation,
    private readonly cookie: LinkCookie,
    private readonly devices: DeviceCookie,
    private readonly config: AppConfig,
  ) {}

  @Post(ROUTES.emailVerification)
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async verify(@Req() request: FastifyRequest): Promise<RequestedMail> {
    const { user } = await bearerAccount(request, this.accounts);
    const requestId = randomMark();
    const mail = { requestId, language: this.language(request) };
    await this.verification.ask(user, mail, eventOrigin(request));
    return { requestId };
  }

  @Post(ROUTES.email)
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async changeTo(@Req() request: FastifyRequest, @Body() body: unknown): Promise<RequestedMail> {
    const { email, currentPassword: password = '' } = validated(EmailChangeBody, body);
    const { user } = await freshBearer(request, this.fresh);
    const requestId = randomMark();
    const deviceMark = this.devices.markOn(request);
    const change = { email, password, deviceMark, requestId, language: this.language(request) };
    await this.change.ask(user, change, eventOrigin(request));
    return { requestId };
  }

  @Post(ROUTES.emailConfirmation)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async confirm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<EmailOutcome> {
    const proof = proofIn(validated(ProofBody, body));
    const newMark = this.cookie.nextMark(request);
    const answer = { proof, browserMark: this.cookie.markOn(request) };
    const confirmation = { answer, newMark, language: this.language(request) };
    const outcome = await this.confirmation.confirm(confirmation, eventOrigin(request));
    this.cookie.keep(reply, newMark);
    return { outcome: outcome === 'done' ? 'confirmed' : 'confirmed-already' };
  }

  private language(request: FastifyRequest): ReturnType<typeof mailLanguage> {
    return mailLanguage(request, this.config.mail.mailLanguage);
  }
}
