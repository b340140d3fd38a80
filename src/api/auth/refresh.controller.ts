import { Body, Controller, HttpCode, Post, Req, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { refreshTokenIn, refreshTokenOrBareIn, RefreshEndpoint } from './refresh-endpoint.js';
import { AuthError } from '../../errors/auth-error.js';
import { PresenterInterceptor, type Refreshed } from '../contracts/presenter.interceptor.js';
import { ROUTES } from '../requests/routes.js';

const tokenRequired = (): AuthError =>
  AuthError.invalidFields({
    field: 'refreshToken',
    problem: 'missing',
    message: 'Refresh token is required.',
  });

@Controller()
@UseInterceptors(PresenterInterceptor)
export class RefreshController {
  constructor(private readonly endpoint: RefreshEndpoint) {}

  @Post(ROUTES.refresh)
  @HttpCode(200)
  refresh(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Refreshed> {
    return this.endpoint.refresh(request, refreshTokenIn(body), () => AuthError.missingToken());
  }

  @Post(ROUTES.refreshToken)
  @HttpCode(200)
  refreshToken(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Refreshed> {
    return this.endpoint.refresh(request, refreshTokenOrBareIn(body), tokenRequired);
  }

  @Post(ROUTES.flagRefreshToken)
  @HttpCode(200)
  flagRefreshToken(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Refreshed> {
    return this.endpoint.refresh(request, refreshTokenIn(body), tokenRequired);
  }
}
