import { Controller, Delete, Get, Header, HttpCode, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AccessTokenValidation } from '../../sessions/access-token-validation.js';
import { SessionListing } from '../../sessions/session-listing.js';
import { bearerClaims } from '../auth/bearer-claims.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { limitIn } from '../requests/page-query.js';
import { ROUTES } from '../requests/routes.js';
import { sessionCursorIn, type SessionItems, sessionItems } from './session-item.js';

/** The sessions of the bearer, who may look at them and end them. */
@Controller()
export class SessionsController {
  constructor(
    private readonly accessTokens: AccessTokenValidation,
    private readonly sessions: SessionListing,
  ) {}

  @Get(ROUTES.sessions)
  @Header('cache-control', 'no-store')
  async list(
    @Req() request: FastifyRequest,
    @Query('cursor') cursor: unknown,
    @Query('limit') limit: unknown,
  ): Promise<SessionItems> {
    const claims = bearerClaims(request, this.accessTokens);
    const before = sessionCursorIn(cursor);
    const page = await this.sessions.list(claims.uid, before, limitIn(limit));
    return sessionItems(page, claims.sid);
  }

  @Delete(ROUTES.session)
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  async end(@Req() request: FastifyRequest, @Param('id') id: string): Promise<void> {
    const { uid } = bearerClaims(request, this.accessTokens);
    await this.sessions.end(uid, id, eventOrigin(request));
  }
}
