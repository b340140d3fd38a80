import { useSyncExternalStore } from 'react';
import type { SessionState } from '../state/session-state.js';
import { useClient } from './provider.js';

/** What a server renders: it has no session, and the browser begins with the same. */
const UNKNOWN: SessionState = { status: 'unknown', session: null };

export function useSession(): SessionState {
  const client = useClient();
  return useSyncExternalStore(client.onChange, client.getState, () => UNKNOWN);
}
