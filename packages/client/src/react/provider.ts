import {
  createContext,
  createElement,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
} from 'react';
import type { Client } from '../client/client.js';

const ClientContext = createContext<Client | undefined>(undefined);

export interface PortcullisProviderProps {
  readonly client: Client;
  readonly children?: ReactNode;
}

/** Finds out in the browser, once it is there, whether a session is open; asks nothing on a server. */
export function PortcullisProvider({ client, children }: PortcullisProviderProps): ReactElement {
  useEffect(() => {
    // Out of reach, the state stays `unknown` until the next call; that one tells the caller why.
    if (client.getState().status === 'unknown') client.getAccessToken().catch(() => undefined);
  }, [client]);
  return createElement(ClientContext.Provider, { value: client }, children);
}

export function useClient(): Client {
  const client = useContext(ClientContext);
  if (client === undefined) throw new Error('There is no <PortcullisProvider> above.');
  return client;
}
