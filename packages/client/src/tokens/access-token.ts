import { networkFailure } from '../errors/portcullis-error.js';

/** What an access token says of the person; roles as of its issue. */
export interface Session {
  /** Never changes. */
  readonly uid: string;
  readonly username: string;
  readonly roles: readonly string[];
  readonly sessionId: string;
}

export interface AccessToken {
  readonly value: string;
  readonly session: Session;
  /** Seconds, by the clock of the server. */
  readonly issuedAt: number;
  /** Milliseconds, by the clock of this machine, which may be a wrong one. */
  readonly expiresAt: number;
  /** Milliseconds that it lives in all. */
  readonly life: number;
}

/** What this server writes into its access tokens, as far as it matters here. */
interface Claims {
  readonly uid: string;
  readonly sub: string;
  readonly sid: string;
  readonly roles: readonly string[];
  readonly iat: number;
  readonly exp: number;
}

function claimsOf(token: string): Claims {
  const payload = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
  const octets = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(octets)) as Claims;
}

/**
 * Its signature is for services to check; this side wants to know how long it lives and whose it is.
 * @param received milliseconds
 */
export function readAccessToken(value: string, received: number): AccessToken {
  try {
    const { uid, sub: username, sid: sessionId, roles, iat, exp } = claimsOf(value);
    const life = (exp - iat) * 1000;
    // Without a life it would be refreshed again and again.
    if (!(life > 0)) throw new TypeError('exp');
    const session = { uid, username, roles, sessionId };
    return { value, session, issuedAt: iat, expiresAt: received + life, life };
  } catch (error) {
    throw networkFailure(error);
  }
}

/** Milliseconds; what is about to expire may have expired when it arrives. */
const ON_THE_WAY = 5_000;

export const isUsable = (token: AccessToken, now: number): boolean =>
  now < token.expiresAt - Math.min(ON_THE_WAY, token.life / 2);
