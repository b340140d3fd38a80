import { objectIn } from '../api/json.js';
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

function claimsOf(token: string): Readonly<Record<string, unknown>> {
  const payload = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
  const octets = Uint8Array.from(atob(payload), (character) => character.charCodeAt(0));
  return objectIn(JSON.parse(new TextDecoder().decode(octets)));
}

/**
 * Its signature is for services to check; this side wants to know how long it lives and whose it is.
 * @param received milliseconds
 */
export function readAccessToken(value: string, received: number): AccessToken {
  try {
    const { uid, sub, roles, sid, iat, exp } = claimsOf(value);
    const life = (Number(exp) - Number(iat)) * 1000;
    // Without a life it would be refreshed again and again.
    if (!(life > 0)) throw new TypeError('The access token has no life.');
    return {
      value,
      session: {
        uid: String(uid),
        username: String(sub),
        roles: Array.isArray(roles) ? roles.map(String) : [],
        sessionId: String(sid),
      },
      issuedAt: Number(iat),
      expiresAt: received + life,
      life,
    };
  } catch (error) {
    throw networkFailure(error);
  }
}

/** Milliseconds; what is about to expire may have expired when it arrives. */
const ON_THE_WAY = 5_000;

export const isUsable = (token: AccessToken, now: number): boolean =>
  now < token.expiresAt - Math.min(ON_THE_WAY, token.life / 2);
