import { Controller, HttpCode, Post, Req, UseGuards, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ContractGuard } from './contract-guard.js';
import { SessionOpening } from '../../auth/session-opening.js';
import { AuthError } from '../../errors/auth-error.js';
import { Presenter } from '../contracts/presenter.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { Opened } from '../contracts/results.js';
import { ROUTES } from '../contracts/routes.js';
import { eventOrigin } from '../requests/event-origin.js';

/** Every login: the contract's guard checks the credentials, its profile shapes the session. */
@Controller()
@UseInterceptors(Presenter)
@UseGuards(ContractGuard)
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
    const { profile, refusal } = this.contracts.of(request);
    const origin = eventOrigin(request);
    const grant = await this.sessions.open(request.user, profile, origin, refusal);
    return new Opened(grant, 'login');
  }
}
