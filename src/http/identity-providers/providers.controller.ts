import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuthorizationBody } from './authorization-body.js';
import { ExchangeCookie } from './exchange-cookie.js';
import { SignInStart } from '../../auth/external/sign-in-start.js';
import { IdentityProviders } from '../../identity-providers/identity-providers.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import { ROUTES } from '../contracts/routes.js';
import { eventOrigin } from '../requests/event-origin.js';
import { optionalText } from '../requests/text.js';
import { validated } from '../requests/validated.js';

export interface ListedProvider {
  readonly name: string;
  readonly label: string;
}

export interface Authorization {
  readonly authorizationUrl: string;
  readonly state: string;
}

/** For frontends that have the server begin a sign-in. */
@Controller()
export class ProvidersController {
  constructor(
    private readonly providers: IdentityProviders,
    private readonly signIns: SignInStart,
    private readonly cookie: ExchangeCookie,
    private readonly limits: AttemptLimits,
  ) {}

  @Get(ROUTES.providers)
  @Header('cache-control', 'no-cache')
  list(): { readonly providers: readonly ListedProvider[] } {
    const providers = this.providers
      .all()
      .map(({ settings: { name, label } }) => ({ name, label }));
    return { providers };
  }

  @Post(ROUTES.authorization)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async authorize(
    @Param('provider') provider: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Authorization> {
    const { redirectUri } = validated(AuthorizationBody, body);
    const browser = this.cookie.mark(request);
    const { browserSecret, ...started } = await this.limits.start(
      eventOrigin(request).address,
      () => this.signIns.begin(provider, optionalText(redirectUri), browser),
    );
    this.cookie.set(reply, browserSecret);
    return started;
  }
}
