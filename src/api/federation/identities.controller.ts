import { Controller, Delete, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuthorizationCodeReader } from './authorization-code.js';
import { AccountReading } from '../../accounts/account-reading.js';
import { AccountIdentities } from '../../accounts/account-identities.js';
import { FreshAuthentication } from '../../accounts/fresh-authentication.js';
import { AuthError } from '../../errors/auth-error.js';
import type { Identity } from '../../federation/identities/identities.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import type { User } from '../../users/users.js';
import { ROUTES } from '../requests/routes.js';
import { bearerToken, noteSubject, eventOrigin } from '../requests/fastify-request.js';
import { freshBearer } from '../step-up/fresh-bearer.js';

export interface ListedIdentity {
  readonly id: string;
  readonly provider: string;
  readonly email: string | null;
  readonly linkedAt: string;
  readonly lastUsedAt: string;
}

const listed = ({ id, provider, email, createdAt, lastUsedAt }: Identity): ListedIdentity => ({
  id,
  provider,
  email,
  linkedAt: new Date(createdAt).toISOString(),
  lastUsedAt: new Date(lastUsedAt).toISOString(),
});

/** The identities by which the bearer of an access token can sign in. */
@Controller()
export class IdentitiesController {
  constructor(
    private readonly accounts: AccountReading,
    private readonly identities: AccountIdentities,
    private readonly exchanges: AuthorizationCodeReader,
    private readonly limits: AttemptLimits,
    private readonly fresh: FreshAuthentication,
  ) {}

  @Get(ROUTES.identities)
  @Header('cache-control', 'no-store')
  async list(
    @Req() request: FastifyRequest,
  ): Promise<{ readonly identities: readonly ListedIdentity[] }> {
    const user = await this.bearer(request);
    return { identities: (await this.identities.list(user)).map(listed) };
  }

  @Post(ROUTES.identities)
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  async link(@Req() request: FastifyRequest): Promise<ListedIdentity> {
    const exchange = this.exchanges.read(request);
    const { user } = await freshBearer(request, this.fresh);
    const origin = eventOrigin(request);
    return listed(
      await this.limits.exchange(origin.address, () =>
        this.identities.link(user, exchange, origin),
      ),
    );
  }

  @Delete(ROUTES.identity)
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async unlink(@Req() request: FastifyRequest, @Param('id') id: string): Promise<void> {
    const { user } = await freshBearer(request, this.fresh);
    await this.identities.unlink(user, id, eventOrigin(request));
  }

  /** @throws AuthError INVALID_TOKEN; no cookie will do here */
  private async bearer(request: FastifyRequest): Promise<User> {
    const token = bearerToken(request);
    if (token === undefined) throw AuthError.missingToken();
    const { user, sessionId } = await this.accounts.read(token);
    noteSubject(request, { userId: user.id, sessionId });
    return user;
  }
}
