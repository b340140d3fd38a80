import { Body, Controller, HttpCode, Post, Req, UseInterceptors } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SignIn } from '../../accounts/sign-in.js';
import { AuthError } from '../../errors/auth-error.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { Opened, PresenterInterceptor } from '../contracts/presenter.interceptor.js';
import { DeviceCookie } from '../cookies/cookies.js';
import { Text, validated } from '../requests/body.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { FactorFields, methodOf } from '../requests/factor-fields.js';
import { ROUTES } from '../requests/routes.js';

/** The body of a login's second step. */
export class MfaBody extends FactorFields {
  @Text({ label: 'Challenge', max: 64 })
  readonly challengeId: string = '';

  @Text({ label: 'Code', max: 64 })
  readonly code: string = '';
}

/** Completes a login that was answered `MFA_REQUIRED`, in the words of the contract it began with. */
@Controller()
@UseInterceptors(PresenterInterceptor)
export class MfaController {
  constructor(
    private readonly contracts: ContractRegistry,
    private readonly signIn: SignIn,
    private readonly device: DeviceCookie,
  ) {}

  @Post(ROUTES.mfa)
  @HttpCode(200)
  async complete(@Req() request: FastifyRequest, @Body() body: unknown): Promise<Opened> {
    const { challengeId, code, method } = validated(MfaBody, body);
    const origin = eventOrigin(request);
    const challenge = await this.signIn.challenge(challengeId, origin);
    const contract = this.contracts.named(challenge.contract);
    if (contract === undefined) throw AuthError.of('INVALID_FACTOR');
    request.contract = contract;
    const deviceMark = this.device.markOn(request);
    const attempt = { method: methodOf(method), code, deviceMark };
    const tokens = await this.signIn.complete(challenge, attempt, contract.profile, origin);
    return new Opened(tokens, 'login');
  }
}
