import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  CommittedEvents,
  type FollowedChain,
  type ReadPlace,
} from '../audit/following/committed-events.js';
import type { FoundEvent } from '../audit/search/found-event.js';
import { Clock } from '../clock/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { type Addressed, WebhookDeliveries } from './webhook-deliveries.js';
import { type WebhookEndpoint, WebhookEndpoints } from './webhook-endpoints.js';
import { type FeedState, WebhookFeed } from './webhook-feed.js';
import { messageOf } from './webhook-message.js';

/** Milliseconds for which one process takes the events, and after which it says so again. */
const LEASE = 30_000;
const RENEWED_AFTER = 10_000;
/**
 * Milliseconds by which clocks and commits may be late: chains that were there within them are
 * looked for, and what ended before them gets no more events.
 */
const LATE = 3_600_000;
/** Events that become deliveries in one transaction, and pages of one round. */
const PAGE = 200;
const PAGES = 50;

interface Held extends FeedState {
  readonly since: number;
}

const wants = ({ createdAt, disabledAt, kinds }: WebhookEndpoint, event: FoundEvent): boolean =>
  disabledAt === null &&
  event.at >= createdAt &&
  (kinds.length === 0 || kinds.includes(event.type));

/** The deliveries that an event makes. */
function addressedTo(endpoints: readonly WebhookEndpoint[], event: FoundEvent): Addressed[] {
  const takers = endpoints.filter((endpoint) => wants(endpoint, event));
  if (takers.length === 0) return [];
  const message = messageOf(event);
  return takers.map(({ id }) => ({ endpointId: id, message }));
}

/**
 * Makes deliveries of committed events. How far it has come in each chain of the audit trail moves
 * in the transaction that holds the deliveries, so each event makes them once, whatever fails.
 */
@Injectable()
export class WebhookFeeding {
  private readonly holder = randomBytes(16).toString('base64url');
  private held: Held | null = null;

  constructor(
    private readonly events: CommittedEvents,
    private readonly endpoints: WebhookEndpoints,
    private readonly feed: WebhookFeed,
    private readonly deliveries: WebhookDeliveries,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Takes what there is, unless another process does. */
  async round(): Promise<void> {
    const startedAt = this.clock.now();
    const held = await this.hold(startedAt);
    if (held === null) return;
    await this.beginNewChains(held);
    for (let page = 0; page < PAGES; page += 1) {
      if (await this.takePage()) continue;
      if (held.since === startedAt) await this.tidy(startedAt);
      return;
    }
  }

  /** Lets another process go on at once. */
  async release(): Promise<void> {
    if (this.held === null) return;
    this.held = null;
    await this.feed.release(this.holder);
  }

  private async hold(now: number): Promise<Held | null> {
    if (this.held !== null && now >= this.held.since && now < this.held.since + RENEWED_AFTER) {
      return this.held;
    }
    const state = await this.feed.hold(this.holder, now, now + LEASE);
    this.held = state === null ? null : { ...state, since: now };
    return this.held;
  }

  private async beginNewChains({ begunAt, readAt }: FeedState): Promise<void> {
    const known = new Set((await this.feed.places()).map(({ chain }) => chain));
    const chains = await this.events.chainsSince(readAt - LATE);
    for (const chain of chains) {
      if (!known.has(chain.id)) await this.feed.begin(await this.firstPlace(chain, begunAt));
    }
  }

  private async firstPlace({ id, begunAt }: FollowedChain, from: number): Promise<ReadPlace> {
    return begunAt >= from ? { chain: id, seq: 0 } : this.events.placeAt(id, from);
  }

  /** False where there was nothing. */
  private async takePage(): Promise<boolean> {
    const places = await this.feed.places();
    const events = await this.events.readAfter(places, PAGE);
    if (events.length === 0) return false;
    // After the events: a webhook that was there before one of them is among these.
    const endpoints = await this.endpoints.list();
    const heads = new Map(events.map(({ chain, seq }) => [chain, seq]));
    const addressed = events.flatMap((event) => addressedTo(endpoints, event));
    await this.unitOfWork.run(async () => {
      for (const place of places) {
        const head = heads.get(place.chain);
        if (head === undefined) continue;
        if (!(await this.feed.advance(place, head))) {
          throw new Error('Another process takes events for webhooks at the same time');
        }
      }
      await this.deliveries.add(addressed, this.clock.now());
    });
    return true;
  }

  /** Chains that are over for long are looked at no more. */
  private async tidy(readAt: number): Promise<void> {
    await this.feed.noteRead(this.holder, readAt);
    const chains = (await this.feed.places()).map(({ chain }) => chain);
    await this.feed.forget(await this.events.endedBefore(readAt - 2 * LATE, chains));
  }
}
