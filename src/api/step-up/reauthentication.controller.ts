import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Reauthentication } from '../../accounts/reauthentication.js';
import { AuthError } from '../../errors/auth-error.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { DeviceCookie } from '../cookies/cookies.js';
import { bearerToken } from '../requests/fastify-request.js';
import { optionalText, Text, validated } from '../requests/body.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { FactorFields, methodOf } from '../requests/factor-fields.js';
import { ROUTES } from '../requests/routes.js';
import { noteBearer } from '../requests/fastify-request.js';

export class ReauthenticationBody extends FactorFields {
  @Text({ label: 'Password', max: 1024, optional: true })
  readonly password?: string;

  @Text({ label: 'Code', max: 64, optional: true })
  readonly code?: string;
}

export interface FreshToken {
  readonly accessToken: string;
  readonly tokenType: 'Bearer';
  readonly expiresIn: number;
}

/** A fresh proof for the session of an access token (RFC 9470). */
@Controller()
export class ReauthenticationController {
  constructor(
    private readonly reauthentication: Reauthentication,
    private readonly contracts: ContractRegistry,
    private readonly device: DeviceCookie,
  ) {}

  @Post(ROUTES.reauthenticate)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async reauthenticate(@Req() request: FastifyRequest, @Body() body: unknown): Promise<FreshToken> {
    const { password, code, method } = validated(ReauthenticationBody, body);
    const token = bearerToken(request);
    if (token === undefined) throw AuthError.missingToken();
    const proof = {
      password: optionalText(password),
      code: optionalText(code),
      method: methodOf(method),
      deviceMark: this.device.markOn(request),
    };
    const origin = eventOrigin(request);
    const { token: fresh, claims } = await this.reauthentication.perform(
      token,
      proof,
      (contract) => this.lifeOf(contract),
      origin,
    );
    noteBearer(request, claims);
    return { accessToken: fresh.token, tokenType: 'Bearer', expiresIn: fresh.expiresIn };
  }

  private lifeOf(contract: string): number {
    const { profile } = this.contracts.named(contract) ?? {};
    if (profile === undefined) throw AuthError.invalidAccessToken();
    return profile.accessLife;
  }
}
