import type { Clock } from '../clock/clock.js';
import { isPortcullisError, type PortcullisError } from '../errors/portcullis-error.js';
import type { SessionStore } from '../state/session-state.js';
import type { HeldToken } from '../storage/refresh-token-storage.js';
import type { Channel } from '../tabs/channel.js';
import type { Turns } from '../tabs/turns.js';
import type { AccessToken } from '../tokens/access-token.js';
import { persist } from '../transport/persist.js';
import type { Answer, Send } from '../transport/transport.js';

/** Milliseconds for which other tabs are asked; longer where one has just had its turn. */
const A_MOMENT = 50;
const A_WHILE = 1_000;

export interface Parts {
  readonly send: Send;
  readonly store: SessionStore;
  readonly held: HeldToken;
  readonly turns: Turns;
  readonly channel: Channel;
  readonly clock: Clock;
  /** Takes the tokens of an answer. */
  readonly accept: (answer: Answer) => Promise<AccessToken>;
}

/** Only this server's own word about the token itself ends a session, not a proxy's 401. */
const isRefusal = ({ status, errorCode }: PortcullisError): boolean =>
  (status === 401 && errorCode === 'INVALID_TOKEN') ||
  (status === 400 && errorCode === 'VALIDATION_FAILED');

/** A new access token instead of one that will not do; undefined when signed out. */
export type Renew = (unfit: string | undefined) => Promise<AccessToken | undefined>;

export function createRefresher(parts: Parts): Renew {
  const { send, store, held, turns, channel, clock, accept } = parts;
  let pending: Promise<AccessToken | undefined> | undefined;
  /** What the server said about waiting holds for every attempt before that moment. */
  let told: { readonly until: number; readonly error: PortcullisError } | undefined;

  /** Another one than was unfit, which this tab has by now. */
  function another(unfit: string | undefined): AccessToken | undefined {
    const token = store.usableToken(clock());
    return token?.value === unfit ? undefined : token;
  }

  async function request(): Promise<AccessToken> {
    if (told !== undefined && clock() < told.until) throw told.error;
    const refreshToken = await held.read();
    const body = refreshToken === null ? undefined : { refreshToken };
    return accept(await persist(() => send({ path: '/api/v1/auth/refresh', body })));
  }

  async function end(): Promise<void> {
    const ended = store.token()?.session;
    await held.write(null);
    store.signOut(ended === undefined ? 'never' : 'ended');
    if (ended !== undefined) {
      channel.tell({ kind: 'end', sessionId: ended.sessionId, reason: 'ended' });
    }
  }

  async function renew(
    unfit: string | undefined,
    waited: boolean,
  ): Promise<AccessToken | undefined> {
    const isOver = (): boolean => store.state().status === 'signed-out';
    const isKnown = (): boolean => isOver() || another(unfit) !== undefined;
    if (!isKnown()) await channel.ask(unfit, waited ? A_WHILE : A_MOMENT, isKnown);
    if (isKnown()) return another(unfit);
    try {
      return await request();
    } catch (error) {
      if (!isPortcullisError(error)) throw error;
      if (error.retryAfter !== undefined) {
        told = { until: clock() + error.retryAfter * 1000, error };
      }
      if (!isRefusal(error)) throw error;
      await end();
      return undefined;
    }
  }

  return (unfit) => {
    pending ??= turns((waited) => renew(unfit, waited)).finally(() => {
      pending = undefined;
    });
    return pending;
  };
}
