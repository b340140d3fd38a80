import { Controller, Get, Header, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AuditEventType } from '../../audit/audit-event.js';
import { type AuditOutcome, outcomeOf } from '../../audit/search/audit-outcome.js';
import { AuditReading } from '../../audit/search/audit-reading.js';
import type { FoundEvent } from '../../audit/search/found-event.js';
import { AccessTokenValidation } from '../../sessions/access-token-validation.js';
import { deviceLabel } from '../../sessions/device-label.js';
import { bearerClaims } from '../auth/bearer-claims.js';
import { limitIn } from '../requests/page-query.js';
import { ROUTES } from '../requests/routes.js';
import { shownAddress } from '../../audit/search/shown-event.js';
import { auditCursor, auditPlaceIn } from './audit-cursor.js';

/** What happened at an account, as its owner sees it. */
export interface ActivityItem {
  readonly at: string;
  readonly type: AuditEventType;
  readonly outcome: AuditOutcome;
  readonly sessionId: string | null;
  /** Whether it was in the session that asks. */
  readonly current: boolean;
  /** Such as "Firefox on Windows"; null where nothing is known. */
  readonly device: string | null;
  /** Null where it was erased. */
  readonly address: string | null;
}

export interface ActivityItems {
  readonly events: readonly ActivityItem[];
  readonly nextCursor: string | null;
}

const item = (event: FoundEvent, sid: string): ActivityItem => ({
  at: new Date(event.at).toISOString(),
  type: event.type,
  outcome: outcomeOf(event.type),
  sessionId: event.sessionId,
  current: event.sessionId === sid,
  device: deviceLabel(event.userAgent),
  address: shownAddress(event),
});

/** People see here what others tried at their account. */
@Controller()
export class ActivityController {
  constructor(
    private readonly accessTokens: AccessTokenValidation,
    private readonly reading: AuditReading,
  ) {}

  @Get(ROUTES.activity)
  @Header('cache-control', 'no-store')
  async list(
    @Req() request: FastifyRequest,
    @Query('cursor') cursor: unknown,
    @Query('limit') limit: unknown,
  ): Promise<ActivityItems> {
    const { uid, sid } = bearerClaims(request, this.accessTokens);
    const page = await this.reading.activity(uid, auditPlaceIn(cursor), limitIn(limit));
    return {
      events: page.events.map((event) => item(event, sid)),
      nextCursor: auditCursor(page.next),
    };
  }
}
