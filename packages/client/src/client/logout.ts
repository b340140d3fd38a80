import { isPortcullisError } from '../errors/portcullis-error.js';
import type { SessionStore } from '../state/session-state.js';
import type { HeldToken } from '../storage/refresh-token-storage.js';
import type { Channel } from '../tabs/channel.js';
import type { Turns } from '../tabs/turns.js';
import { persist } from '../transport/persist.js';
import type { Send } from '../transport/transport.js';
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
  async function end(scope: 'this' | 'others' | 'all'): Promise<void> {
    const bearer = store.token()?.value;
    const path = bearer === undefined ? '/api/v1/auth/refresh/logout' : '/api/v1/auth/logout';
    const body = { scope, refreshToken: (await held.read()) ?? undefined };
    await persist(() => send({ path, bearer, body }));
  }

  return ({ scope = 'this' } = {}) =>
    turns(async () => {
      await end(scope).catch((error: unknown) => {
        // What the server does not know any longer is over.
        if (scope !== 'this' || !isPortcullisError(error) || error.status !== 401) throw error;
      });
      if (scope === 'others') return;
      const session = store.token()?.session;
      await held.write(null);
      store.signOut('logout');
      if (session === undefined) return;
      channel.tell({ kind: 'end', sessionId: session.sessionId, reason: 'logout' });
    });
}
