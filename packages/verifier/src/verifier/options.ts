import type { Clock } from '../clock/clock.js';
import type { Algorithm } from '../jws/signature.js';
import type { RevocationEvent } from '../revocations/revocation-event.js';
import type { Fetch } from '../transport/http-client.js';
import type { VerifierStatus } from './status.js';

export interface VerifierOptions {
  /** `iss` of the tokens: the URL of the server, without a slash at the end. */
  readonly issuer: string;
  /** What this service is called in `aud`; of several names, one has to be there. */
  readonly audience: string | readonly string[];
  /** With `clientSecret`: the credentials for the revocation feed. Without them it is off. */
  readonly clientId?: string;
  readonly clientSecret?: string;
  /** Algorithms to accept; all that the server knows unless said. */
  readonly algorithms?: readonly Algorithm[];
  /**
   * Seconds without news from the server after which every token is refused as `stale`. Without it
   * the verifier goes on for as long as the server is away.
   */
  readonly maxStaleness?: number;
  /** Where the keys are, if the metadata of the issuer shall not be asked. */
  readonly jwksUri?: string;
  /** Where the revocation feed is, likewise. */
  readonly revocationsUri?: string;
  /** Called when the server is out of reach, and once more when it is back; `state` says which. */
  readonly onStale?: (status: VerifierStatus) => void;
  /** Called for each revocation that comes, so that open connections can be ended. */
  readonly onEvent?: (event: RevocationEvent) => void;
  /** Called for each failure in the background, for the log; no secret is ever in it. */
  readonly onError?: (error: Error) => void;
  /** Instead of the global `fetch`, for instance to go through a proxy. */
  readonly fetch?: Fetch;
  /** Instead of `Date.now`. */
  readonly clock?: Clock;
}
