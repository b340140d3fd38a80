import { Body, Controller, HttpCode, Post, Req, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { refreshTokenIn, refreshTokenOrBareIn } from './refresh-body.js';
import { RefreshDoor } from './refresh-door.js';
import { AuthError } from '../../errors/auth-error.js';
import { Presenter } from '../contracts/presenter.js';
import type { Refreshed } from '../contracts/results.js';
import { ROUTES } from '../contracts/routes.js';

const tokenRequired = (): AuthError =>
  AuthError.invalidFields({
    field: 'refreshToken',
    problem: 'missing',
    message: 'Refresh token is required.',
  });

@Controller()
@UseInterceptors(Presenter)
export class RefreshController {
  constructor(private readonly door: RefreshDoor) {}

  @Post(ROUTES.refresh)
  @HttpCode(200)
  refresh(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Refreshed> {
    return this.door.refresh(request, refreshTokenIn(body), () => AuthError.missingToken());
  }

  @Post(ROUTES.refreshToken)
  @HttpCode(200)
  refreshToken(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Refreshed> {
    return this.door.refresh(request, refreshTokenOrBareIn(body), tokenRequired);
  }

  @Post(ROUTES.flagRefreshToken)
  @HttpCode(200)
  flagRefreshToken(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Refreshed> {
    return this.door.refresh(request, refreshTokenIn(body), tokenRequired);
  }
}
