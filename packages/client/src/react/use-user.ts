import { useEffect, useState } from 'react';
import type { AccountAnswer } from '../api/openapi.js';
import { useClient } from './provider.js';
import { useSession } from './use-session.js';

export interface UserState {
  /** undefined while it is asked for, and when signed out. */
  readonly user: AccountAnswer | undefined;
  readonly error: unknown;
}

const NONE: UserState = { user: undefined, error: undefined };

/** The account of the person who is signed in, read anew with each session. */
export function useUser(): UserState {
  const client = useClient();
  const { session } = useSession();
  const [state, setState] = useState(NONE);
  useEffect(() => {
    setState(NONE);
    if (session === null) return;
    let isCurrent = true;
    client.me().then(
      (user) => {
        if (isCurrent) setState({ user, error: undefined });
      },
      (error: unknown) => {
        if (isCurrent) setState({ user: undefined, error });
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [client, session]);
  return state;
}
