import { refreshed, refreshedByCookie } from './envelopes.js';
import { accessToken, bearer, external, flagRefresh, refreshToken } from './sessions.js';
import type { Examples } from '../media.js';

/** What `/refresh` answers depends on the session's contract and on how the token came. */
export const refreshAnswers: Examples = {
  tokenPairByCookie: { summary: 'token-pair, by cookie', value: accessToken },
  tokenPair: { summary: 'token-pair, in the body', value: { ...accessToken, ...refreshToken } },
  bearerCookieByCookie: { summary: 'bearer-cookie, by cookie', value: bearer },
  bearerCookie: {
    summary: 'bearer-cookie, in the body',
    value: { ...bearer, ...refreshToken },
  },
  combinedByCookie: {
    summary: 'combined, by cookie',
    value: { ...refreshedByCookie, ...bearer },
  },
  combined: { summary: 'combined, in the body', value: { ...refreshed, ...bearer } },
  externalByCookie: { summary: 'external, by cookie', value: external },
  external: { summary: 'external, in the body', value: { ...external, ...refreshToken } },
  envelope: { summary: 'envelope', value: refreshed },
  successFlag: { summary: 'success-flag', value: flagRefresh },
};
