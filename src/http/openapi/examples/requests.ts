import { LAST_REFRESH_TOKEN, NEW_USER } from '../example-values.js';
import type { Examples } from '../media.js';

const { username, password } = NEW_USER;

export const registrationRequest: Examples = {
  newUser: { summary: 'A new user', value: NEW_USER },
};

export const loginRequest: Examples = {
  password: { summary: 'The registered user', value: { username, password } },
};

export const tokenRequest: Examples = {
  tokenPair: { summary: 'token-pair: a password', value: { username, password } },
  external: {
    summary: 'external: a provider’s code (UNKNOWN_PROVIDER until one is configured)',
    value: {
      provider: 'google',
      authCode: 'a_unique_authorization_code_from_external_provider',
      redirectUri: 'https://your.app.com/callback',
    },
  },
};

export const refreshRequest: Examples = {
  object: { summary: 'The last refresh token', value: { refreshToken: LAST_REFRESH_TOKEN } },
};

export const bareRefreshRequest: Examples = {
  ...refreshRequest,
  bare: { summary: 'The bare token, a JSON string', value: LAST_REFRESH_TOKEN },
};
