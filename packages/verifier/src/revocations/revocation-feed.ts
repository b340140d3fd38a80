import { Backoff } from '../clock/backoff.js';
import { type Clock, inSeconds } from '../clock/clock.js';
import type { Freshness } from '../clock/freshness.js';
import { pause } from '../clock/pause.js';
import type { KeySource } from '../keys/key-source.js';
import type { JsonObject } from '../jws/json-object.js';
import type { EndpointDirectory } from '../transport/endpoint-directory.js';
import { type HttpClient, UnexpectedStatus } from '../transport/http-client.js';
import { type FeedAnswer, readFeedAnswer } from './feed-answer.js';
import { feedPayload, type FeedRules, UnknownFeedKey } from './feed-signature.js';
import type { RevocationEvent } from './revocation-event.js';
import type { RevocationList } from './revocation-list.js';
import { retryDelay } from './retry-delay.js';

/** Milliseconds from one attempt to the next at most, so that the feed is soon current again. */
const MOST_DELAY = 500;
/** Milliseconds that an answer may take, besides the time that the server was asked to wait. */
const DEADLINE = 10_000;
/** After a failure the question is short: are you there? */
const RETRY_DEADLINE = 5_000;
const LIMIT = 16 * 1024 * 1024;
/** Milliseconds after an answer without news, should a server not wait as it was asked. */
const PAUSE = 50;
/** Seconds between two looks for a key that only the feed uses yet. */
const KEY_INTERVAL = 1;

export interface RevocationFeedParts {
  readonly authorization: string;
  readonly directory: EndpointDirectory;
  readonly http: HttpClient;
  readonly rules: FeedRules;
  readonly source: KeySource;
  readonly list: RevocationList;
  readonly freshness: Freshness;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
  readonly tell: (event: RevocationEvent) => void;
  /** Seconds that the server is asked to wait for something new. */
  readonly wait: number;
  /** Milliseconds between two questions where the server is not asked to wait. */
  readonly interval: number;
}

/** Follows the revocations of the issuer by long poll. */
export class RevocationFeed {
  private readonly backoff = new Backoff(MOST_DELAY);
  private cursor: string | null = null;
  private more = false;
  private failed = false;

  constructor(private readonly parts: RevocationFeedParts) {}

  /** Until `closed`: asks, takes in, asks again. What fails leaves what is known as it is. */
  async run(closed: AbortSignal): Promise<void> {
    while (!closed.aborted) {
      const delay = await this.poll().catch((error: unknown) => {
        if (closed.aborted) return 0;
        this.failed = true;
        this.parts.report(error);
        this.parts.freshness.fail();
        return retryDelay(error, this.backoff);
      });
      if (delay > 0) await pause(delay, closed);
    }
  }

  /** Answers how many milliseconds to wait before the next poll. */
  private async poll(): Promise<number> {
    const { list, freshness, clock, report, tell, wait, interval } = this.parts;
    const answer = await this.ask();
    if (this.cursor === null && !answer.snapshot) throw new Error('The feed began in the middle');
    if (answer.more && answer.cursor === this.cursor) throw new Error('The feed goes in circles');
    list.apply(answer, inSeconds(clock()));
    this.cursor = answer.cursor;
    this.more = answer.more;
    this.failed = false;
    this.backoff.reset();
    if (answer.unknown > 0) report(new Error(`The feed has ${answer.unknown} unknown events`));
    for (const event of answer.events) tell(event);
    if (this.more) return 0;
    freshness.confirm();
    if (wait === 0) return interval;
    return answer.events.length === 0 ? PAUSE : 0;
  }

  private async ask(): Promise<FeedAnswer> {
    const { authorization, directory, http } = this.parts;
    // A server that is back shows it at once; asked to wait, it would do so where nothing is new.
    const wait = this.cursor === null || this.more || this.failed ? 0 : this.parts.wait;
    const url = new URL(await directory.revocations());
    if (this.cursor !== null) url.searchParams.set('cursor', this.cursor);
    url.searchParams.set('wait', String(wait));
    const deadline = this.failed ? RETRY_DEADLINE : wait * 1000 + DEADLINE;
    const ask = { accept: 'application/revocations+jwt', authorization, deadline, limit: LIMIT };
    const { body } = await http.get(url, ask).catch((error: unknown) => {
      if (error instanceof UnexpectedStatus && error.status === 404) directory.forget();
      throw error;
    });
    return readFeedAnswer(await this.payloadOf(body));
  }

  private async payloadOf(body: string): Promise<JsonObject> {
    const { rules, source } = this.parts;
    try {
      return feedPayload(body, rules);
    } catch (error) {
      if (!(error instanceof UnknownFeedKey)) throw error;
      await source.refreshForUnknown(KEY_INTERVAL);
      return feedPayload(body, rules);
    }
  }
}
