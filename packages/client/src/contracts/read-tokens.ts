import { objectIn, textIn } from '../api/json.js';
import type {
  BearerAnswer,
  EnvelopeSessionAnswer,
  ExternalAnswer,
  FlagLoginAnswer,
  FlagRefreshAnswer,
  RefreshedEnvelopeAnswer,
  TokenPairAnswer,
} from '../api/openapi.js';
import type { Answer } from '../transport/transport.js';

type Fields<Whole> = Readonly<Partial<Record<KeysOf<Whole>, unknown>>>;
type KeysOf<Whole> = Whole extends unknown ? keyof Whole : never;

/** What any contract may say; a name that the server no longer writes does not compile. */
type TokenAnswer =
  | TokenPairAnswer
  | BearerAnswer
  | ExternalAnswer
  | EnvelopeSessionAnswer
  | RefreshedEnvelopeAnswer
  | FlagLoginAnswer
  | FlagRefreshAnswer;
type DataOf<Whole> = Whole extends { readonly data: infer Data } ? Data : never;

export interface Tokens {
  readonly accessToken: string | undefined;
  /** In the body; undefined where it is in a cookie alone. */
  readonly refreshToken: string | undefined;
  /** Where cookies can be read, as in Node. */
  readonly refreshCookie: string | undefined;
}

const REFRESH_COOKIE = /^(?:__\w+-)?(?:refresh_token|Auth-Refresh-Token)=([^;]+)/;

/** Of a login or a refresh, in whatever contract it was answered. */
export function readTokens({ body, cookies }: Answer): Tokens {
  const whole: Fields<TokenAnswer> = objectIn(body);
  const data: Fields<DataOf<TokenAnswer>> = objectIn(whole.data);
  return {
    accessToken: textIn(whole.accessToken ?? data.token ?? data.accessToken),
    refreshToken: textIn(whole.refreshToken ?? data.refreshToken),
    refreshCookie: cookies.flatMap((cookie) => REFRESH_COOKIE.exec(cookie)?.[1] ?? [])[0],
  };
}
