import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PAGES } from '../../../accounts/challenges/links.js';
import { PasswordRecovery } from '../../../accounts/recovery/password-recovery.js';
import { EmailConfirmation } from '../../../accounts/verification/email-confirmation.js';
import { AppConfig } from '../../../config/app-config.js';
import type { MailLanguage } from '../../../config/choices.js';
import { AuthError } from '../../../errors/auth-error.js';
import { eventOrigin } from '../../requests/fastify-request.js';
import { Form } from '../../requests/form.js';
import { LinkCookie } from '../link-cookie.js';
import { mailLanguage } from '../mail-language.js';
import { type Page, PAGE_HEADERS, pageHtml } from './page.js';
import { pageFault } from './page-fault.js';
import { PAGE_WORDS } from './page-words.js';

/** Characters of a password, and of a token, as everywhere. */
const LONGEST = 1024;

interface Sent {
  readonly token: string;
  readonly password: string;
}

function sent(body: unknown): Sent {
  if (!(body instanceof Form)) throw AuthError.of('MALFORMED_REQUEST');
  const [token = '', password = ''] = [body.one('token'), body.one('password')];
  if (Math.max(token.length, password.length) > LONGEST) throw AuthError.of('MALFORMED_REQUEST');
  return { token, password };
}

type Outcome = 'done' | 'done-already';

interface LinkRequest {
  readonly given: Sent;
  readonly newMark: string;
  readonly language: MailLanguage;
}

/**
 * Where the links of mail lead, if the operator has no pages. What fetches a link changes nothing and
 * asks the database nothing; only the button does.
 */
@Controller()
export class AccountPagesController {
  constructor(
    private readonly recovery: PasswordRecovery,
    private readonly confirmation: EmailConfirmation,
    private readonly cookie: LinkCookie,
    private readonly config: AppConfig,
  ) {}

  @Get(PAGES.resetPassword)
  showReset(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('token') token: unknown,
  ): string {
    return shown(reply, this.resetPage(this.language(request), textOf(token)));
  }

  @Post(PAGES.resetPassword)
  reset(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    return this.answer(request, reply, body, {
      page: (language, token) => this.resetPage(language, token),
      act: ({ given, ...rest }) =>
        this.recovery.reset(
          { ...rest, password: given.password, answer: this.proof(request, given) },
          eventOrigin(request),
        ),
      done: 'resetDone',
    });
  }

  @Get(PAGES.confirmEmail)
  showConfirmation(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('token') token: unknown,
  ): string {
    return shown(reply, this.confirmPage(this.language(request), textOf(token)));
  }

  @Post(PAGES.confirmEmail)
  confirm(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<string> {
    return this.answer(request, reply, body, {
      page: (language, token) => this.confirmPage(language, token),
      act: ({ given, ...rest }) =>
        this.confirmation.confirm(
          { ...rest, answer: this.proof(request, given) },
          eventOrigin(request),
        ),
      done: 'confirmDone',
    });
  }

  /** Does what the button asks for, and shows what came of it. */
  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    body: unknown,
    { page, act, done }: Button,
  ): Promise<string> {
    const given = sent(body);
    const language = this.language(request);
    const words = PAGE_WORDS[language];
    const { form, ...rest } = page(language, given.token);
    const newMark = this.cookie.nextMark(request);
    try {
      const outcome = await act({ given, newMark, language });
      this.cookie.keep(reply, newMark);
      void reply.status(200);
      return shown(reply, { ...rest, text: words[outcome === 'done' ? done : 'doneAlready'] });
    } catch (error) {
      const { status, headers, text, again } = pageFault(error, words);
      void reply.status(status).headers(headers);
      return shown(reply, { ...rest, text, ...(again && form !== undefined ? { form } : {}) });
    }
  }

  private resetPage(language: MailLanguage, token: string): Page {
    const { resetTitle: title, resetField: password, resetButton: button } = PAGE_WORDS[language];
    return { language, title, form: { token, password, button } };
  }

  private confirmPage(language: MailLanguage, token: string): Page {
    const { confirmTitle: title, confirmText: text, confirmButton: button } = PAGE_WORDS[language];
    return { language, title, text, form: { token, password: null, button } };
  }

  private proof(request: FastifyRequest, { token }: Sent) {
    return { proof: { by: 'token', token }, browserMark: this.cookie.markOn(request) } as const;
  }

  private language(request: FastifyRequest): MailLanguage {
    return mailLanguage(request, this.config.mail.mailLanguage);
  }
}

interface Button {
  readonly page: (language: MailLanguage, token: string) => Page;
  readonly act: (request: LinkRequest) => Promise<Outcome>;
  /** Which words say that it is done. */
  readonly done: 'resetDone' | 'confirmDone';
}

const textOf = (value: unknown): string =>
  typeof value === 'string' && value.length <= LONGEST ? value : '';

function shown(reply: FastifyReply, page: Page): string {
  void reply.headers(PAGE_HEADERS);
  return pageHtml(page);
}
