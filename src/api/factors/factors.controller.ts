import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  Req,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccountFactors } from '../../accounts/account-factors.js';
import { AccountReading } from '../../accounts/account-reading.js';
import { FreshAuthentication } from '../../accounts/fresh-authentication.js';
import { AuthError } from '../../errors/auth-error.js';
import { bearerToken } from '../requests/fastify-request.js';
import { printable, Text, validated } from '../requests/body.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import { noteSubject } from '../requests/fastify-request.js';
import {
  freshBearerOf,
  RequiresFreshAuthentication,
} from '../step-up/fresh-authentication.guard.js';
import { freshBearer } from '../step-up/fresh-bearer.js';
import { type ListedFactor, listed } from './listed-factor.js';

export class FactorNameBody {
  @Text({ label: 'Name', max: 64, format: printable('Name') })
  readonly name: string = '';
}

export interface Factors {
  readonly factors: readonly ListedFactor[];
  readonly recoveryCodesLeft: number;
}

/** The second factors of the bearer of an access token. */
@Controller()
export class FactorsController {
  constructor(
    private readonly factors: AccountFactors,
    private readonly accounts: AccountReading,
    private readonly fresh: FreshAuthentication,
  ) {}

  @Get(ROUTES.factors)
  @Header('cache-control', 'no-store')
  async list(@Req() request: FastifyRequest): Promise<Factors> {
    const token = bearerToken(request);
    if (token === undefined) throw AuthError.missingToken();
    const { user, sessionId } = await this.accounts.read(token);
    noteSubject(request, { userId: user.id, sessionId });
    const { factors, recoveryCodesLeft } = await this.factors.list(user.id);
    return { factors: factors.map(listed), recoveryCodesLeft };
  }

  @Patch(ROUTES.factor)
  @Header('cache-control', 'no-store')
  async rename(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<ListedFactor> {
    const { name } = validated(FactorNameBody, body);
    const { user } = await freshBearer(request, this.fresh);
    return listed(await this.factors.rename(user, id, name, eventOrigin(request)));
  }

  @Delete(ROUTES.factor)
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @RequiresFreshAuthentication()
  async remove(@Req() request: FastifyRequest, @Param('id') id: string): Promise<void> {
    await this.factors.remove(freshBearerOf(request).user, id, eventOrigin(request));
  }

  @Post(ROUTES.recoveryCodes)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @RequiresFreshAuthentication()
  async renewCodes(
    @Req() request: FastifyRequest,
  ): Promise<{ readonly recoveryCodes: readonly string[] }> {
    const { user } = freshBearerOf(request);
    return { recoveryCodes: await this.factors.renewCodes(user, eventOrigin(request)) };
  }
}
