import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { violatedIndex } from '../database/failure.js';
import { Table } from '../database/table.js';
import { FEED, WebhookFeedEntity, WebhookPlaceEntity } from './webhook-feed.entity.js';
import { type FeedState, WebhookFeed } from './webhook-feed.js';

type Place = Readonly<WebhookPlaceEntity>;

const feeds = new Table(WebhookFeedEntity);
const places = new Table(WebhookPlaceEntity);

/** Rows that one statement deletes. */
const AT_ONCE = 500;

@Injectable()
export class TypeOrmWebhookFeed extends WebhookFeed {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async hold(holder: string, now: number, until: number): Promise<FeedState | null> {
    const held = await this.session.execute(
      `UPDATE webhook_feed SET holder = ?, held_until = ?
       WHERE name = ? AND held_until <> ?
         AND (holder = ? OR held_until < ? OR held_until > ?)`,
      // What is further ahead was set by a clock that was wrong.
      [holder, until, FEED, until, holder, now, until + (until - now)],
    );
    if (held === 0) return null;
    const [row] = await this.session.select<WebhookFeedEntity>(
      `SELECT ${feeds.columns} FROM webhook_feed WHERE name = ?`,
      [FEED],
    );
    return row === undefined ? null : feeds.read(row);
  }

  async release(holder: string): Promise<void> {
    await this.session.execute(
      'UPDATE webhook_feed SET held_until = 0 WHERE name = ? AND holder = ? AND held_until > 0',
      [FEED, holder],
    );
  }

  async places(): Promise<readonly Place[]> {
    const rows = await this.session.select<Place>(
      `SELECT ${places.columns} FROM webhook_places ORDER BY chain`,
      [],
    );
    return rows.map((row) => places.read(row));
  }

  async begin(place: Place): Promise<void> {
    try {
      await this.session.execute(...places.insert([place]));
    } catch (error) {
      if (violatedIndex(error) === null) throw error;
    }
  }

  async advance({ chain, seq: before }: Place, seq: number): Promise<boolean> {
    const moved = await this.session.execute(
      'UPDATE webhook_places SET seq = ? WHERE chain = ? AND seq = ?',
      [seq, chain, before],
    );
    return moved === 1;
  }

  async noteRead(holder: string, at: number): Promise<void> {
    await this.session.execute(
      'UPDATE webhook_feed SET read_at = ? WHERE name = ? AND holder = ? AND read_at < ?',
      [at, FEED, holder, at],
    );
  }

  async forget(chains: readonly string[]): Promise<void> {
    for (let start = 0; start < chains.length; start += AT_ONCE) {
      const some = chains.slice(start, start + AT_ONCE);
      const marks = some.map(() => '?').join(', ');
      await this.session.execute(`DELETE FROM webhook_places WHERE chain IN (${marks})`, some);
    }
  }
}
