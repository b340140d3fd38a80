import type { SessionState } from '@portcullis/client';
import { useEffect, useState } from 'preact/hooks';
import { client } from '../api/client.js';

export type Known = SessionState['status'] | 'out-of-reach';

/** Whether the person is signed in, which the first request finds out. */
export function useSession(): { readonly status: Known; readonly retry: () => void } {
  const [state, setState] = useState(client.getState);
  const [failed, setFailed] = useState(false);
  const find = (): void => {
    setFailed(false);
    client.getAccessToken().catch(() => {
      setFailed(true);
    });
  };
  useEffect(() => {
    find();
    return client.onChange(setState);
  }, []);
  return {
    status: failed && state.status === 'unknown' ? 'out-of-reach' : state.status,
    retry: find,
  };
}
