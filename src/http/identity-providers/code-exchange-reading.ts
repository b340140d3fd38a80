import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ExchangeCookie } from './exchange-cookie.js';
import type { CodeExchange } from '../../auth/external/code-exchange.js';
import { ExternalExchange } from '../contracts/external/external-exchange.js';
import { optionalText } from '../requests/text.js';
import { validated } from '../requests/validated.js';

/** What a request says about an exchange, in its body and in the browser's cookie. */
@Injectable()
export class CodeExchangeReading {
  constructor(private readonly cookie: ExchangeCookie) {}

  /** @throws AuthError MALFORMED_REQUEST, VALIDATION_FAILED or FORBIDDEN */
  read(request: FastifyRequest): CodeExchange {
    const body = validated(ExternalExchange, request.body);
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
