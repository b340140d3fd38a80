import { Controller, Get, Header, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SessionCookies } from './session-cookies.js';
import { AccountReading } from '../../auth/account-reading.js';
import { AuthError } from '../../errors/auth-error.js';
import { ROUTES } from '../contracts/routes.js';
import { bearerToken } from '../requests/bearer-token.js';

export interface Account {
  readonly uid: string;
  readonly username: string;
  readonly email: string | null;
  readonly displayName: string;
  readonly roles: readonly string[];
}

@Controller()
export class MeController {
  constructor(
    private readonly cookies: SessionCookies,
    private readonly accounts: AccountReading,
  ) {}

  @Get(ROUTES.me)
  @Header('cache-control', 'no-store')
  async me(@Req() request: FastifyRequest): Promise<Account> {
    const token = bearerToken(request) ?? this.cookies.accessToken(request);
    if (token === undefined) throw AuthError.missingToken();
    const { id, username, email, displayName, roles } = await this.accounts.read(token);
    return { uid: id, username, email, displayName, roles };
  }
}
