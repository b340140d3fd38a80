import { Controller, Header, HttpCode, Post, Req, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Client } from '../../clients/clients.js';
import { TokenRevocation } from '../../clients/token-revocation.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import { ClientGuard, ServiceAccount } from './client.guard.js';
import { formOf, required } from './oauth-form.js';

/** The revocation endpoint (RFC 7009). */
@Controller()
@UseGuards(ClientGuard)
export class TokenRevocationController {
  constructor(private readonly tokens: TokenRevocation) {}

  /** A hint of its type is of no use: a token says what it is. */
  @Post(ROUTES.revocation)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async revokeToken(
    @Req() request: FastifyRequest,
    @ServiceAccount() client: Client,
  ): Promise<void> {
    await this.tokens.revoke(required(formOf(request), 'token'), client, eventOrigin(request));
  }
}
