import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { type Heads, RevocationLog } from '../token-store/revocation-log.js';
import { Statements } from '../tokens/statements.js';
import { cursorText, placesText } from './feed-cursor.js';
import { feedEvent } from './feed-event.js';
import { pageAfter } from './feed-page.js';

/** An answer of the feed, and what decides whether it is worth one. */
export interface SignedPage {
  readonly jwt: string;
  readonly events: number;
  readonly more: boolean;
  readonly snapshot: boolean;
}

interface Remembered {
  readonly page: Promise<SignedPage>;
  readonly madeAt: number;
}

/** Milliseconds for which a page is given out again: its `iat` has to be of now. */
const FRESH = 5000;
/** Readers that are at different places; those of a cluster are at a few. */
const MOST_PAGES = 200;

/** The same page for all who ask from the same place in the same moment: read once, signed once. */
@Injectable()
export class SignedPages {
  private heads: Heads | null = null;
  private readonly remembered = new Map<string, Remembered>();

  constructor(
    private readonly log: RevocationLog,
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  async after(places: Heads, heads: Heads, snapshot: boolean): Promise<SignedPage> {
    const now = this.clock.monotonic();
    this.forget(heads);
    const key = `${snapshot ? 'snapshot' : 'places'} ${placesText(places)}`;
    const known = this.remembered.get(key);
    if (known !== undefined && now - known.madeAt < FRESH) return known.page;
    const page = this.make(places, heads, snapshot);
    this.remembered.set(key, { page, madeAt: now });
    page.catch(() => this.remembered.delete(key));
    return page;
  }

  private forget(heads: Heads): void {
    if (heads === this.heads && this.remembered.size < MOST_PAGES) return;
    this.heads = heads;
    this.remembered.clear();
  }

  private async make(places: Heads, heads: Heads, snapshot: boolean): Promise<SignedPage> {
    const now = this.clock.now();
    const iat = Math.floor(now / 1000);
    const page = await pageAfter(places, heads, this.log, now);
    const jwt = await this.statements.sign('revocations+jwt', {
      iat,
      cursor: cursorText({ at: iat, places: page.places }),
      snapshot,
      more: page.more,
      events: page.events.map(feedEvent),
    });
    return { jwt, events: page.events.length, more: page.more, snapshot };
  }
}
