import { Controller, Get, Header, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { SessionCookies } from './session-cookies.js';
import { AccountReading } from '../../accounts/account-reading.js';
import { AuthError } from '../../errors/auth-error.js';
import { ROUTES } from '../requests/routes.js';
import { bearerToken, noteSubject } from '../requests/fastify-request.js';

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
    const { user, sessionId } = await this.accounts.read(token);
    noteSubject(request, { userId: user.id, sessionId });
    const { id, username, email, displayName, roles } = user;
    return { uid: id, username, email, displayName, roles };
  }
}
