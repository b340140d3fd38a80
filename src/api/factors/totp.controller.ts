import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccountFactors } from '../../accounts/account-factors.js';
import { FreshAuthentication } from '../../accounts/fresh-authentication.js';
import { SignIn } from '../../accounts/sign-in.js';
import type { User } from '../../users/users.js';
import { optionalText, printable, Text, validated } from '../requests/body.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import { freshBearer } from '../step-up/fresh-bearer.js';
import { type ListedFactor, listed } from './listed-factor.js';
import { qrCode } from './qr-code.js';

const DEFAULT_NAME = 'Authenticator app';

export class TotpEnrolmentBody {
  @Text({ label: 'Name', max: 64, optional: true, format: printable('Name') })
  readonly name?: string;

  /** Of a login that may not do without a factor; in place of an access token. */
  @Text({ label: 'Challenge', max: 64, optional: true })
  readonly challengeId?: string;
}

export class TotpConfirmationBody {
  @Text({ label: 'Code', max: 64 })
  readonly code: string = '';
}

export interface BegunTotp {
  readonly id: string;
  /** Base 32. */
  readonly secret: string;
  readonly uri: string;
  /** The URI as an SVG image. */
  readonly qrCode: string;
}

export interface ConfirmedTotp {
  readonly factor: ListedFactor;
  readonly recoveryCodes: readonly string[] | null;
}

/** Enrolment of authenticator apps. */
@Controller()
export class TotpController {
  constructor(
    private readonly factors: AccountFactors,
    private readonly signIn: SignIn,
    private readonly fresh: FreshAuthentication,
  ) {}

  @Post(ROUTES.totpEnrolment)
  @HttpCode(201)
  @Header('cache-control', 'no-store')
  async begin(@Req() request: FastifyRequest, @Body() body: unknown): Promise<BegunTotp> {
    const { name, challengeId } = validated(TotpEnrolmentBody, body);
    const user = await this.owner(request, optionalText(challengeId));
    const { id, secret, uri } = await this.factors.begin(user, optionalText(name) ?? DEFAULT_NAME);
    return { id, secret, uri, qrCode: await qrCode(uri) };
  }

  @Post(ROUTES.totpConfirmation)
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  async confirm(@Req() request: FastifyRequest, @Body() body: unknown): Promise<ConfirmedTotp> {
    const { code } = validated(TotpConfirmationBody, body);
    const { user } = await freshBearer(request, this.fresh);
    const enrolled = await this.factors.confirm(user, code, eventOrigin(request));
    return { factor: listed(enrolled.factor), recoveryCodes: enrolled.recoveryCodes };
  }

  private async owner(request: FastifyRequest, challengeId: string | undefined): Promise<User> {
    if (challengeId !== undefined) return this.signIn.enrolling(challengeId, eventOrigin(request));
    return (await freshBearer(request, this.fresh)).user;
  }
}
