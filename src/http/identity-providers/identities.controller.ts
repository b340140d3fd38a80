import { Controller, Delete, Get, Header, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CodeExchangeReading } from './code-exchange-reading.js';
import { AccountReading } from '../../auth/account-reading.js';
import { AccountIdentities } from '../../auth/external/account-identities.js';
import { AuthError } from '../../errors/auth-error.js';
import type { Identity } from '../../identities/identity.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import type { User } from '../../users/user.js';
import { ROUTES } from '../contracts/routes.js';
import { bearerToken } from '../requests/bearer-token.js';
import { eventOrigin } from '../requests/event-origin.js';

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
    private readonly exchanges: CodeExchangeReading,
    private readonly limits: AttemptLimits,
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
    const user = await this.bearer(request);
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
    const user = await this.bearer(request);
    await this.identities.unlink(user, id, eventOrigin(request));
  }

  /** @throws AuthError INVALID_TOKEN; no cookie will do here */
  private async bearer(request: FastifyRequest): Promise<User> {
    const token = bearerToken(request);
    if (token === undefined) throw AuthError.missingToken();
    return this.accounts.read(token);
  }
}
