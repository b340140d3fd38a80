import type {
  AccountAnswer,
  LoginRequest,
  LogoutRequest,
  Provider,
  RegistrationRequest,
  SessionsAnswer,
} from '../api/openapi.js';
import type { SignInOptions } from '../sign-in/options.js';
import type { Listener, SessionState } from '../state/session-state.js';
import type { Session } from '../tokens/access-token.js';
import type { Fetch } from '../transport/fetch.js';
import type { FactorProof } from './factor-proof.js';

/** Every method that asks the server rejects with a `PortcullisError`. */
export interface Client {
  /** Registers, and logs in. */
  readonly register: (account: RegistrationRequest) => Promise<Session>;
  /** `MFA_REQUIRED` where a second factor is asked for. */
  readonly login: (credentials: LoginRequest) => Promise<Session>;
  /** Completes a login that was refused with `MFA_REQUIRED`. */
  readonly mfa: (proof: FactorProof) => Promise<Session>;
  /** The identity providers that the server is configured with. */
  readonly providers: () => Promise<readonly Provider[]>;
  /** Sends the browser to an identity provider. */
  readonly loginWith: (provider: string, options?: SignInOptions) => Promise<void>;
  /** On the page that it comes back to; undefined where the address holds no answer of a provider. */
  readonly completeLogin: (address?: string) => Promise<Session | undefined>;
  /** Of this session, unless said otherwise. Where the server is not reached it rejects, and nothing has changed. */
  readonly logout: (options?: Partial<Pick<LogoutRequest, 'scope'>>) => Promise<void>;
  readonly me: () => Promise<AccountAnswer>;
  /** A page of the sessions of the account; `nextCursor` asks for the next one. */
  readonly sessions: (page?: {
    readonly cursor?: string;
    readonly limit?: number;
  }) => Promise<SessionsAnswer>;
  readonly endSession: (id: string) => Promise<void>;
  /** As the platform's, with the access token where the origin may have it; refreshes once after a 401. */
  readonly fetch: Fetch;
  /** One that is good now, refreshed where needed; undefined when signed out. */
  readonly getAccessToken: () => Promise<string | undefined>;
  /** What is known at the moment, without a request; the same object until it changes. */
  readonly getState: () => SessionState;
  /** The function that it returns ends it. */
  readonly onChange: (listener: Listener) => () => void;
  /** Stops timers and leaves the other tabs; the session goes on. */
  readonly close: () => void;
}
