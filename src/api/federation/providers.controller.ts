import { Body, Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignInStart } from '../../federation/sign-in-start.js';
import { IdentityProviders } from '../../federation/providers/identity-providers.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import { Text, optionalText, validated } from '../requests/body.js';
import { ROUTES } from '../requests/routes.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { AuthorizationCookie } from './authorization-cookie.js';

/** The body of a request to begin a sign-in. */
export class AuthorizationBody {
  @Text({ label: 'Redirect URI', max: 2048, optional: true })
  readonly redirectUri?: string;
}

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
    private readonly cookie: AuthorizationCookie,
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
