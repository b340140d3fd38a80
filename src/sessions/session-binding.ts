import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { networkOf } from '../limits/networks.js';
import { boundedUse, type SessionUse } from '../token-store/token-store.js';
import { Secrets } from '../tokens/secrets/secrets.js';

/** Characters of a digest: enough to tell two places apart, and nothing to be found out from. */
const LENGTH = 8;

const PURPOSE = 'session binding';

/** Browsers change their version every few weeks, and stay the same device. */
const withoutVersions = (userAgent: string): string => userAgent.replace(/[\d._]+/g, '');

/** What differs from the last refresh. */
export type SessionMove = 'network' | 'user-agent' | 'network-and-user-agent';

/** Where a session was last used from, as its refresh token says it: keyed digests. */
export interface SessionPlace {
  readonly net: string;
  readonly dev: string;
}

/** Tells whether a refresh token comes back from where it was given out. */
@Injectable()
export class SessionBinding {
  private readonly key: Buffer;
  private readonly keys: readonly Buffer[];

  constructor(secrets: Secrets) {
    this.key = secrets.derive(PURPOSE);
    this.keys = secrets.deriveAll(PURPOSE);
  }

  /** The same for equal uses, so that a successor can be minted again. */
  place(use: SessionUse): SessionPlace {
    return placeBy(this.key, use);
  }

  /** Null when nothing differs. */
  move(from: SessionPlace, use: SessionUse): SessionMove | null {
    const places = this.keys.map((key) => placeBy(key, use));
    const network = !places.some(({ net }) => net === from.net);
    const device = !places.some(({ dev }) => dev === from.dev);
    if (network) return device ? 'network-and-user-agent' : 'network';
    return device ? 'user-agent' : null;
  }
}

function placeBy(key: Buffer, use: SessionUse): SessionPlace {
  const { address, userAgent } = boundedUse(use);
  return {
    net: digest(key, `network ${networkOf(address)}`),
    dev: digest(key, `user agent ${withoutVersions(userAgent ?? '')}`),
  };
}

const digest = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url').slice(0, LENGTH);
