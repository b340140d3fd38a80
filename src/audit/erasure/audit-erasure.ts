import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { DatabaseSession } from '../../database/database-session.js';
import { AuditTrail } from '../audit-trail.js';
import type { EventOrigin } from '../event-origin.js';
import { type ChainWindow, windowsIn } from './chain-windows.js';
import { ownerOf } from './event-owner.js';
import { PersonalEvents } from './personal-events.js';

export interface Erased {
  /** Events whose personal fields are gone. */
  readonly events: number;
  /** Events of the version before, whose seals are put on the values themselves. */
  readonly kept: number;
  /** Events that are in no chain yet; they can be erased in a minute. */
  readonly waiting: number;
}

interface Survey {
  readonly windows: readonly ChainWindow[];
  readonly events: number;
  readonly kept: number;
}

const NOTHING: Erased = { events: 0, kept: 0, waiting: 0 };

/**
 * Takes addresses, user agents and digests of names out of events. What was decided, when, and about
 * which id stays. It is in the trail before the first value is gone: one that is missing without
 * that was taken by others. Where it breaks off, it is to be repeated.
 */
@Injectable()
export class AuditErasure {
  constructor(
    private readonly session: DatabaseSession,
    private readonly personal: PersonalEvents,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** What a user did, also to others, until now. */
  async ofUser(userId: string, origin: EventOrigin): Promise<Erased> {
    const until = this.clock.now();
    const { windows, events, kept } = await this.survey(userId, until);
    if (events > 0) {
      const said = { userId, eventId: null, events, until };
      await this.trail.record(origin, { type: 'personal-fields-erased', ...said });
    }
    for (const window of windows) {
      const found = await this.personal.of(userId, until, window);
      await this.personal.erase(found.filter(({ salt }) => salt !== null));
    }
    return { events, kept, waiting: await this.personal.waiting(userId) };
  }

  /** One event. Null where there is none of that id. */
  async ofEvent(eventId: string, origin: EventOrigin): Promise<Erased | null> {
    const event = await this.personal.byId(eventId);
    if (event === null) return null;
    if (event.digest !== null) return NOTHING;
    if (event.salt === null) return { ...NOTHING, kept: 1 };
    await this.trail.record(origin, {
      type: 'personal-fields-erased',
      userId: ownerOf(event),
      eventId,
      events: 1,
      until: Number(event.at),
    });
    await this.personal.erase([event]);
    return { ...NOTHING, events: 1 };
  }

  private async survey(userId: string, until: number): Promise<Survey> {
    const windows: ChainWindow[] = [];
    let events = 0;
    let kept = 0;
    for await (const window of windowsIn(this.session)) {
      const found = await this.personal.of(userId, until, window);
      const erasable = found.filter(({ salt }) => salt !== null).length;
      events += erasable;
      kept += found.length - erasable;
      if (erasable > 0) windows.push(window);
    }
    return { windows, events, kept };
  }
}
