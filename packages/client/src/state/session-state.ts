import { type AccessToken, isUsable, type Session } from '../tokens/access-token.js';

export type SessionState =
  /** Not asked yet: `getAccessToken()` finds out. */
  | { readonly status: 'unknown'; readonly session: null }
  | { readonly status: 'signed-in'; readonly session: Session }
  | {
      readonly status: 'signed-out';
      readonly session: null;
      /** `ended`: the server refused the refresh token. `never`: there was none. */
      readonly reason: 'logout' | 'ended' | 'never';
    };

export type Listener = (state: SessionState) => void;
export type Reason = Extract<SessionState, { status: 'signed-out' }>['reason'];

/** The one place of the access token, which is in memory and nowhere else. */
export interface SessionStore {
  readonly state: () => SessionState;
  readonly token: () => AccessToken | undefined;
  readonly usableToken: (now: number) => AccessToken | undefined;
  readonly signIn: (token: AccessToken) => void;
  readonly signOut: (reason: Reason) => void;
  readonly onChange: (listener: Listener) => () => void;
}

const isSame = (one: SessionState, other: SessionState): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** @param renewed called with each new token, and with undefined when there is none any longer */
export function createSessionStore(
  renewed: (token: AccessToken | undefined) => void,
): SessionStore {
  let state: SessionState = { status: 'unknown', session: null };
  let token: AccessToken | undefined;
  const listeners = new Set<Listener>();

  function become(next: SessionState, nextToken?: AccessToken): void {
    token = nextToken;
    renewed(token);
    if (isSame(state, next)) return;
    state = next;
    // One that throws is reported by the platform, and keeps no refresh from its end.
    for (const listener of listeners) {
      queueMicrotask(() => {
        listener(next);
      });
    }
  }

  return {
    state: () => state,
    token: () => token,
    usableToken: (now) => (token !== undefined && isUsable(token, now) ? token : undefined),
    signIn(next) {
      become({ status: 'signed-in', session: next.session }, next);
    },
    signOut(reason) {
      become({ status: 'signed-out', session: null, reason });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
