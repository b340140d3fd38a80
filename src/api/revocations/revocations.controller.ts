import { Controller, Get, Header, Query, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AuthError } from '../../errors/auth-error.js';
import { Drain } from '../../health/drain.js';
import { RevocationFeed } from '../../revocations/revocation-feed.js';
import { ClientGuard } from '../clients/client.guard.js';
import { LongPoll, LONGEST_WAIT } from '../requests/long-poll.js';
import { ROUTES } from '../requests/routes.js';
import { leaving } from './leaving.js';

/** The media type of the feed's answers, and the `typ` of their JWTs less `application/`. */
export const FEED_TYPE = 'application/revocations+jwt';

const invalid = (field: string, message: string): AuthError =>
  AuthError.invalidFields({ field, problem: 'invalid', message });

/** @throws AuthError VALIDATION_FAILED */
function cursorIn(text: unknown): string | null {
  if (text === undefined || text === '') return null;
  if (typeof text === 'string') return text;
  throw invalid('cursor', 'Cursor must be that of an earlier answer.');
}

/** @throws AuthError VALIDATION_FAILED */
function waitIn(text: unknown): number {
  if (text === undefined) return 0;
  const seconds = typeof text === 'string' && /^\d{1,2}$/.test(text) ? Number(text) : Infinity;
  if (seconds <= LONGEST_WAIT) return seconds;
  throw invalid('wait', `Wait must be a number of seconds from 0 to ${LONGEST_WAIT}.`);
}

/** What was revoked, for services that verify tokens on their own. */
@Controller()
@UseGuards(ClientGuard)
export class RevocationsController {
  constructor(
    private readonly feed: RevocationFeed,
    private readonly drain: Drain,
  ) {}

  @Get(ROUTES.revocations)
  @LongPoll()
  @Header('cache-control', 'no-store')
  async next(
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query('cursor') cursor: unknown,
    @Query('wait') wait: unknown,
  ): Promise<string> {
    const query = { cursor: cursorIn(cursor), wait: waitIn(wait) * 1000 };
    const jwt = await this.feed.next({ ...query, signal: leaving(reply, this.drain) });
    void reply.type(FEED_TYPE);
    return jwt;
  }
}
