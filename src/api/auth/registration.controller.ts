import { Body, Controller, HttpCode, Post, Req, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { mailAddress } from '../../users/mail-address.js';
import { Registration } from '../../accounts/registration.js';
import { printable, Text, isMissing, validated } from '../requests/body.js';
import { PresenterInterceptor, Opened } from '../contracts/presenter.interceptor.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { ROUTES } from '../requests/routes.js';
import { eventOrigin } from '../requests/fastify-request.js';

/** The body of a registration; whatever else is in it counts for nothing. */
export class RegistrationBody {
  @Text({ label: 'Username', max: 256 })
  readonly username: string = '';

  @Text({ label: 'Password', max: 1024 })
  readonly password: string = '';

  @Text({
    label: 'Email',
    max: 254,
    format: {
      holds: (text) => mailAddress(text) !== null,
      sentence: 'Email must be an email address.',
    },
  })
  readonly email: string = '';

  @Text({
    label: 'Display name',
    max: 128,
    optional: true,
    format: printable('Display name'),
  })
  readonly displayName?: string;
}

@Controller()
@UseInterceptors(PresenterInterceptor)
export class RegistrationController {
  constructor(
    private readonly contracts: ContractRegistry,
    private readonly registration: Registration,
  ) {}

  @Post(ROUTES.register)
  @HttpCode(201)
  async register(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Opened> {
    const { username, password, email, displayName } = validated(RegistrationBody, body);
    const tokens = await this.registration.register(
      { username, password, email, displayName: isMissing(displayName) ? undefined : displayName },
      this.contracts.of(request).profile,
      eventOrigin(request),
    );
    return new Opened(tokens, 'registration');
  }
}
