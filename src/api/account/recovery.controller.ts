import { Body, Controller, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomMark } from '../../accounts/challenges/challenge-secrets.js';
import { PasswordRecovery } from '../../accounts/recovery/password-recovery.js';
import { AppConfig } from '../../config/app-config.js';
import { mailAddress } from '../../users/mail-address.js';
import { Text, validated } from '../requests/body.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import { LinkCookie } from './link-cookie.js';
import { mailLanguage } from './mail-language.js';
import { ProofBody, proofIn } from './proof-body.js';

/** The format of every field that is a mail address. */
export const MAIL_ADDRESS = {
  label: 'Email',
  max: 254,
  format: {
    holds: (text: string) => mailAddress(text) !== null,
    sentence: 'Email must be an email address.',
  },
} as const;

export class ForgottenPasswordBody {
  @Text(MAIL_ADDRESS)
  readonly email: string = '';
}

export class NewPasswordBody extends ProofBody {
  @Text({ label: 'Password', max: 1024 })
  readonly password: string = '';
}

/** What is to be shown again with the code of the mail. */
export interface RequestedMail {
  readonly requestId: string;
}

export interface PasswordOutcome {
  readonly outcome: 'changed' | 'changed-already';
}

/** A forgotten password; where no mail is sent there are no such routes. */
@Controller()
export class RecoveryController {
  constructor(
    private readonly recovery: PasswordRecovery,
    private readonly cookie: LinkCookie,
    private readonly config: AppConfig,
  ) {}

  /** Says and does the same for every address. */
  @Post(ROUTES.forgottenPassword)
  @HttpCode(202)
  @Header('cache-control', 'no-store')
  async forgot(@Req() request: FastifyRequest, @Body() body: unknown): Promise<RequestedMail> {
    const { email } = validated(ForgottenPasswordBody, body);
    const requestId = randomMark();
    const language = mailLanguage(request, this.config.mail.mailLanguage);
    await this.recovery.ask({ email, requestId, language }, eventOrigin(request));
    return { requestId };
  }

  @Post(ROUTES.passwordReset)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async reset(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PasswordOutcome> {
    const given = validated(NewPasswordBody, body);
    const newMark = this.cookie.nextMark(request);
    const answer = { proof: proofIn(given), browserMark: this.cookie.markOn(request) };
    const language = mailLanguage(request, this.config.mail.mailLanguage);
    const { password } = given;
    const outcome = await this.recovery.reset(
      { password, answer, newMark, language },
      eventOrigin(request),
    );
    this.cookie.keep(reply, newMark);
    return { outcome: outcome === 'done' ? 'changed' : 'changed-already' };
  }
}
