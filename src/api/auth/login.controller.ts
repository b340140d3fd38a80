import { Controller, HttpCode, Post, Req, UseGuards, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LoginGuard } from './login.guard.js';
import { SessionOpening } from '../../sessions/session-opening.js';
import { AuthError } from '../../errors/auth-error.js';
import { PresenterInterceptor, Opened } from '../contracts/presenter.interceptor.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { ROUTES } from '../requests/routes.js';
import { eventOrigin } from '../requests/client-address.js';

/** Every login: the contract's guard checks the credentials, its profile shapes the session. */
@Controller()
@UseInterceptors(PresenterInterceptor)
@UseGuards(LoginGuard)
export class LoginController {
  constructor(
    private readonly contracts: ContractRegistry,
    private readonly sessions: SessionOpening,
  ) {}

  @Post(ROUTES.token)
  @HttpCode(200)
  token(@Req() request: FastifyRequest): Promise<Opened> {
    return this.open(request);
  }

  @Post(ROUTES.login)
  @HttpCode(200)
  login(@Req() request: FastifyRequest): Promise<Opened> {
    return this.open(request);
  }

  @Post(ROUTES.flagLogin)
  @HttpCode(200)
  flagLogin(@Req() request: FastifyRequest): Promise<Opened> {
    return this.open(request);
  }

  private async open(request: FastifyRequest): Promise<Opened> {
    if (request.user === undefined) throw AuthError.of('INVALID_CREDENTIALS');
    const { profile, credentials } = this.contracts.of(request);
    const origin = eventOrigin(request);
    const tokens = await this.sessions.open(request.user, profile, origin, credentials);
    return new Opened(tokens, 'login');
  }
}
