import type { AuthorizationAnswer, ExchangeRequest } from '../api/openapi.js';
import { objectIn, textIn } from '../api/json.js';
import { PortcullisError } from '../errors/portcullis-error.js';
import type { Answer, Send } from '../transport/transport.js';

export interface SignInOptions {
  /** Where the provider sends the browser back to; registered there. */
  readonly redirectUri?: string;
  /** Called with the provider's address instead of going there: for React Native and popups. */
  readonly navigate?: (url: string) => void;
}

/** What is remembered while the person is at the provider; none of it is secret. */
interface Begun {
  readonly provider: string;
  readonly state: string;
  readonly redirectUri?: string | undefined;
  /** Binds the sign-in to this client where the platform keeps no cookies. */
  readonly cookie?: string | undefined;
}

export interface SignIn {
  readonly begin: (provider: string, options: SignInOptions) => Promise<void>;
  /** undefined where the address holds no answer of a provider. */
  readonly complete: (address: string | undefined) => Promise<Answer | undefined>;
}

const EXCHANGE_COOKIE = /^(?:__Host-|__Secure-)?Auth-Exchange=[^;]+/;
const ANSWERS = ['code', 'state', 'error', 'error_description', 'iss', 'session_state'];

/** So that a reload does not present the code again, and no script or referrer reads it. */
function clean(url: URL): void {
  for (const name of ANSWERS) url.searchParams.delete(name);
  globalThis.history.replaceState(globalThis.history.state, '', url);
}

const refused = (errorCode: 'STATE_MISMATCH' | 'SIGN_IN_REFUSED', message: string): Error =>
  new PortcullisError({ errorCode, message });

export function createSignIn(name: string, send: Send): SignIn {
  const key = `${name}:sign-in`;
  let inMemory: Begun | undefined;
  const session = (): Storage | undefined =>
    (globalThis as { sessionStorage?: Storage }).sessionStorage;

  function remember(begun: Begun): void {
    inMemory = begun;
    session()?.setItem(key, JSON.stringify(begun));
  }

  function recall(): Begun | undefined {
    const stored = session()?.getItem(key);
    session()?.removeItem(key);
    const begun = inMemory ?? (stored == null ? undefined : (JSON.parse(stored) as Begun));
    inMemory = undefined;
    return begun;
  }

  return {
    async begin(provider, { redirectUri, navigate }) {
      const path = `/api/v1/auth/providers/${encodeURIComponent(provider)}/authorization`;
      const body = redirectUri === undefined ? {} : { redirectUri };
      const answer = await send({ path, body });
      const { authorizationUrl = '', state = '' } = objectIn(
        answer.body,
      ) as Partial<AuthorizationAnswer>;
      const cookie = answer.cookies.map((each) => EXCHANGE_COOKIE.exec(each)?.[0]).find(Boolean);
      remember({ provider, state, redirectUri, cookie });
      (
        navigate ??
        ((url) => {
          globalThis.location.assign(url);
        })
      )(authorizationUrl);
    },

    async complete(address) {
      const url = new URL(address ?? globalThis.location.href);
      const [code, state, error] = ['code', 'state', 'error'].map((each) =>
        textIn(url.searchParams.get(each)),
      );
      if (state === undefined || (code === undefined && error === undefined)) return undefined;
      if (address === undefined) clean(url);
      const begun = recall();
      if (begun?.state !== state)
        throw refused('STATE_MISMATCH', 'This sign-in did not begin here.');
      if (code === undefined)
        throw refused('SIGN_IN_REFUSED', `The provider answered ${error ?? ''}.`);
      const { provider, redirectUri, cookie } = begun;
      const body: ExchangeRequest = {
        provider,
        authCode: code,
        state,
        ...(redirectUri === undefined ? {} : { redirectUri }),
      };
      return send({ path: '/api/v1/auth/token', body, cookie });
    },
  };
}
