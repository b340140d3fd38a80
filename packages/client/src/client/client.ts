import type {
  AccountAnswer,
  LoginRequest,
  LogoutRequest,
  Provider,
  RegistrationRequest,
  SessionsAnswer,
} from '../api/openapi.js';
import type { SignInOptions } from '../sign-in/sign-in.js';
import type { Listener, SessionState } from '../state/session-state.js';
import type { Session } from '../tokens/access-token.js';
import type { Fetch } from '../transport/transport.js';

/** Every method that asks the server rejects with a `PortcullisError`. */
export interface Client {
  /** Registers, and logs in. */
  register(account: RegistrationRequest): Promise<Session>;
  /** `MFA_REQUIRED` where a second factor is asked for. */
  login(credentials: LoginRequest): Promise<Session>;
  /** The identity providers that the server is configured with. */
  providers(): Promise<readonly Provider[]>;
  /** Sends the browser to an identity provider. */
  loginWith(provider: string, options?: SignInOptions): Promise<void>;
  /** On the page that it comes back to; undefined where the address holds no answer of a provider. */
  completeLogin(address?: string): Promise<Session | undefined>;
  /** Of this session, unless said otherwise. Where the server is not reached it rejects, and nothing has changed. */
  logout(options?: Partial<Pick<LogoutRequest, 'scope'>>): Promise<void>;
  me(): Promise<AccountAnswer>;
  /** A page of the sessions of the account; `nextCursor` asks for the next one. */
  sessions(page?: { readonly cursor?: string; readonly limit?: number }): Promise<SessionsAnswer>;
  endSession(id: string): Promise<void>;
  /** As the platform's, with the access token where the origin may have it; refreshes once after a 401. */
  fetch: Fetch;
  /** One that is good now, refreshed where needed; undefined when signed out. */
  getAccessToken(): Promise<string | undefined>;
  /** What is known at the moment, without a request; the same object until it changes. */
  getState(): SessionState;
  /** The function that it returns ends it. */
  onChange(listener: Listener): () => void;
  /** Stops timers and leaves the other tabs; the session goes on. */
  close(): void;
}
