import { isPortcullisError } from '../errors/portcullis-error.js';
import type { SessionStore } from '../state/session-state.js';
import type { HeldToken } from '../storage/refresh-token-storage.js';
import type { Channel } from '../tabs/channel.js';
import type { Turns } from '../tabs/turns.js';
import { persist } from '../transport/persist.js';
import type { Call, Send } from '../transport/transport.js';
import type { Client } from './client.js';

interface Parts {
  readonly send: Send;
  readonly store: SessionStore;
  readonly held: HeldToken;
  readonly turns: Turns;
  readonly channel: Channel;
}

export function createLogout({ send, store, held, turns, channel }: Parts): Client['logout'] {
  /** By the access token, which may have expired, else by the refresh token. */
  async function call(scope: 'this' | 'others' | 'all'): Promise<Call> {
    const bearer = store.token()?.value;
    if (bearer !== undefined) return { path: '/api/v1/auth/logout', bearer, body: { scope } };
    const refreshToken = (await held.read()) ?? undefined;
    return { path: '/api/v1/auth/refresh/logout', body: { scope, refreshToken } };
  }

  async function end(scope: 'this' | 'all', request: Call): Promise<void> {
    const session = store.token()?.session;
    try {
      await persist(() => send(request));
    } catch (error) {
      // What the server does not know any longer is over.
      if (!isPortcullisError(error) || error.status !== 401 || scope !== 'this') throw error;
    }
    await held.write(null);
    store.signOut('logout');
    if (session === undefined) return;
    channel.tell({ kind: 'end', sessionId: session.sessionId, reason: 'logout' });
  }

  return ({ scope = 'this' } = {}) =>
    turns(async () => {
      const request = await call(scope);
      if (scope === 'others') await persist(() => send(request));
      else await end(scope, request);
    });
}
