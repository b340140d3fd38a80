import { Body, Controller, HttpCode, Post, Req, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { RegistrationBody } from './registration-body.js';
import { Registration } from '../../auth/registration.js';
import { Presenter } from '../contracts/presenter.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { Opened } from '../contracts/results.js';
import { ROUTES } from '../contracts/routes.js';
import { eventOrigin } from '../requests/event-origin.js';
import { isMissing } from '../requests/text.js';
import { validated } from '../requests/validated.js';

@Controller()
@UseInterceptors(Presenter)
export class RegistrationController {
  constructor(
    private readonly contracts: ContractRegistry,
    private readonly registration: Registration,
  ) {}

  @Post(ROUTES.register)
  @HttpCode(201)
  async register(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Opened> {
    const { username, password, email, displayName } = validated(RegistrationBody, body);
    const grant = await this.registration.register(
      { username, password, email, displayName: isMissing(displayName) ? undefined : displayName },
      this.contracts.of(request).profile,
      eventOrigin(request),
    );
    return new Opened(grant, 'registration');
  }
}
