import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CodeExchange } from '../../federation/authorization-response.js';
import { Text, optionalText, validated } from '../requests/body.js';
import { AuthorizationCookie } from './authorization-cookie.js';

/** The body of an exchange of an authorization code for tokens. */
export class AuthorizationCodeBody {
  @Text({ label: 'Provider', max: 64 })
  readonly provider: string = '';

  @Text({ label: 'Authorization code', max: 4096 })
  readonly authCode: string = '';

  @Text({ label: 'Redirect URI', max: 2048, optional: true })
  readonly redirectUri?: string;

  @Text({ label: 'Code verifier', max: 128, optional: true })
  readonly codeVerifier?: string;

  @Text({ label: 'State', max: 512, optional: true })
  readonly state?: string;
}

/** What a request says about an exchange, in its body and in the browser's cookie. */
@Injectable()
export class AuthorizationCodeReader {
  constructor(private readonly cookie: AuthorizationCookie) {}

  /** @throws AuthError MALFORMED_REQUEST, VALIDATION_FAILED or FORBIDDEN */
  read(request: FastifyRequest): CodeExchange {
    const body = validated(AuthorizationCodeBody, request.body);
    const state = optionalText(body.state);
    return {
      provider: body.provider,
      authCode: body.authCode,
      redirectUri: optionalText(body.redirectUri),
      codeVerifier: optionalText(body.codeVerifier),
      state,
      browser: this.cookie.mark(request, state !== undefined),
    };
  }
}
