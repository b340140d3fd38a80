import {
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Query,
  Req,
  UseGuards,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccountSearch } from '../../accounts/account-search.js';
import { SessionListing } from '../../sessions/session-listing.js';
import { SessionRevocation } from '../../sessions/session-revocation.js';
import { actingOrigin, privilegedOf } from '../auth/privilege.guard.js';
import { limitIn } from '../requests/page-query.js';
import { ROUTES } from '../requests/routes.js';
import { sessionCursorIn, type SessionItems, sessionItems } from '../sessions/session-item.js';
import { AdministratorGuard } from './administrator.guard.js';

/** The sessions of others, in the hands of administrators. */
@Controller()
@UseGuards(AdministratorGuard)
export class AccountSessionsController {
  constructor(
    private readonly accounts: AccountSearch,
    private readonly sessions: SessionListing,
    private readonly revocation: SessionRevocation,
  ) {}

  @Get(ROUTES.userSessions)
  @Header('cache-control', 'no-store')
  async list(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Query('cursor') cursor: unknown,
    @Query('limit') limit: unknown,
  ): Promise<SessionItems> {
    const before = sessionCursorIn(cursor);
    const size = limitIn(limit);
    await this.accounts.byId(id);
    const page = await this.sessions.list(id, before, size);
    return sessionItems(page, privilegedOf(request).sessionId);
  }

  @Delete(ROUTES.userSessions)
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async endAll(@Req() request: FastifyRequest, @Param('id') id: string): Promise<void> {
    await this.accounts.byId(id);
    await this.revocation.endAllOf(id, 'ended-by-operator', actingOrigin(request));
  }

  @Delete(ROUTES.userSession)
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async end(
    @Req() request: FastifyRequest,
    @Param('id') id: string,
    @Param('session') sessionId: string,
  ): Promise<void> {
    await this.sessions.end(id, sessionId, actingOrigin(request), 'ended-by-operator');
  }
}
