import { objectIn } from '../api/json.js';
import type { AuthorizationAnswer, ExchangeRequest } from '../api/openapi.js';
import { PortcullisError } from '../errors/portcullis-error.js';
import type { Answer, Send } from '../transport/transport.js';
import type { SignInOptions } from './options.js';

/** What is remembered while the person is at the provider; none of it is secret in a browser. */
interface Begun {
  readonly provider: string;
  readonly state: string;
  readonly redirectUri: string | undefined;
  /** Binds the sign-in to this client where the platform keeps no cookies. */
  readonly cookie: string | undefined;
}

export interface SignIn {
  readonly begin: (provider: string, options: SignInOptions) => Promise<void>;
  /** undefined where the address holds no answer of a provider. */
  readonly complete: (address: string | undefined) => Promise<Answer | undefined>;
}

const EXCHANGE_COOKIE = /^(?:__\w+-)?Auth-Exchange=[^;]+/;
const ANSWERS = ['code', 'state', 'error', 'error_description', 'iss', 'session_state'];

/** So that a reload does not present the code again, and no script or referrer reads it. */
function clean(url: URL): void {
  for (const name of ANSWERS) url.searchParams.delete(name);
  history.replaceState(history.state, '', url);
}

const refused = (errorCode: 'STATE_MISMATCH' | 'SIGN_IN_REFUSED', message: string): Error =>
  new PortcullisError({ errorCode, message });

/** The page that comes back is another one than the page that left, but in React Native and Node. */
function createMemory(key: string): (next: Begun | null) => Begun | undefined {
  const { sessionStorage } = globalThis as Partial<typeof globalThis>;
  let last = 'null';
  return (next) => {
    const before = JSON.parse(sessionStorage?.getItem(key) ?? last) as Begun | null;
    last = JSON.stringify(next);
    sessionStorage?.setItem(key, last);
    return before ?? undefined;
  };
}

export function createSignIn(name: string, send: Send): SignIn {
  const exchange = createMemory(`${name}:sign-in`);

  return {
    async begin(provider, { redirectUri, navigate }) {
      const path = `/api/v1/auth/providers/${encodeURIComponent(provider)}/authorization`;
      const { body, cookies } = await send({ path, body: { redirectUri } });
      const { authorizationUrl, state } = objectIn(body) as unknown as AuthorizationAnswer;
      const [cookie] = cookies.flatMap((each) => EXCHANGE_COOKIE.exec(each)?.[0] ?? []);
      exchange({ provider, state, redirectUri, cookie });
      if (navigate === undefined) location.assign(authorizationUrl);
      else navigate(authorizationUrl);
    },

    async complete(address) {
      const url = new URL(address ?? location.href);
      const { code, state, error } = Object.fromEntries(url.searchParams);
      if (!state || !(code ?? error)) return undefined;
      if (address === undefined) clean(url);
      const begun = exchange(null);
      if (begun?.state !== state) {
        throw refused('STATE_MISMATCH', 'This sign-in did not begin here.');
      }
      if (!code) throw refused('SIGN_IN_REFUSED', `The provider answered ${error ?? ''}.`);
      const { provider, redirectUri, cookie } = begun;
      const body = { provider, authCode: code, state, redirectUri } as ExchangeRequest;
      return send({ path: '/api/v1/auth/token', body, cookie });
    },
  };
}
