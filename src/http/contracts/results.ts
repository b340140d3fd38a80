import type { Occasion } from './contract.js';
import type { SessionGrant } from '../../auth/session-grant.js';

/** A session that has just begun, to be written by the request's contract. */
export class Opened {
  constructor(
    readonly grant: SessionGrant,
    readonly occasion: Occasion,
  ) {}
}

/** How a refresh token reached the server; its successor goes back the same way. */
export interface Passage {
  readonly inBody: boolean;
  readonly inCookie: boolean;
}

/** A session that was moved on, to be written by the door's contract or the session's own. */
export class Refreshed {
  constructor(
    readonly grant: SessionGrant,
    readonly passage: Passage,
  ) {}
}
