import { Backoff } from '../clock/backoff.js';
import { type Clock, inSeconds } from '../clock/clock.js';
import type { Freshness } from '../clock/freshness.js';
import { pause } from '../clock/pause.js';
import type { EndpointDirectory } from '../transport/endpoint-directory.js';
import { type HttpClient, UnexpectedStatus } from '../transport/http-client.js';
import type { KeySet } from './key-set.js';
import { maxAgeOf } from './max-age.js';
import { readJwks } from './read-jwks.js';

const ASK = {
  accept: 'application/jwk-set+json, application/json',
  deadline: 5_000,
  limit: 256 * 1024,
};
/** Milliseconds between attempts while there are no keys at all, and later. */
const EAGER = 500;
const PATIENT = 5_000;

export interface KeySourceParts {
  readonly keys: KeySet;
  readonly directory: EndpointDirectory;
  readonly http: HttpClient;
  readonly freshness: Freshness;
  readonly clock: Clock;
  readonly report: (error: unknown) => void;
  /** Seconds after which the keys are asked for again, whatever the server allows. */
  readonly longest: number;
}

/** Keeps the key set as the issuer publishes it. */
export class KeySource {
  private running: Promise<void> | null = null;
  private begun = -Infinity;
  private lifetime = 0;

  constructor(private readonly parts: KeySourceParts) {}

  /** Until `closed`: fetches the keys, and again when they are due. What fails keeps the old ones. */
  async run(closed: AbortSignal): Promise<void> {
    const eager = new Backoff(EAGER);
    const patient = new Backoff(PATIENT);
    while (!closed.aborted) {
      const backoff = this.parts.freshness.state === 'unknown' ? eager : patient;
      const wait = await this.refresh().then(
        () => {
          patient.reset();
          return this.lifetime * 1000;
        },
        () => backoff.next(),
      );
      await pause(wait, closed);
    }
  }

  /** Asks for the keys now; callers at the same time share one request. */
  refresh(): Promise<void> {
    this.running ??= this.fetch().finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /**
   * For a key that is not known: asks unless that was done less than `seconds` ago, since a token
   * may name any. Never rejects.
   */
  async refreshForUnknown(seconds: number): Promise<void> {
    const now = this.parts.clock();
    if (this.running === null && inSeconds(now - this.begun) < seconds) return;
    if (this.running === null) this.begun = now;
    await this.refresh().catch(() => undefined);
  }

  private async fetch(): Promise<void> {
    const { keys, directory, http, freshness, clock, report, longest } = this.parts;
    try {
      const { headers, body } = await http.get(await directory.jwks(), ASK);
      keys.replace(readJwks(body), inSeconds(clock()));
      this.lifetime = Math.min(maxAgeOf(headers), longest);
      freshness.confirm();
    } catch (error) {
      if (error instanceof UnexpectedStatus && error.status === 404) directory.forget();
      report(error);
      freshness.fail();
      throw error;
    }
  }
}
