import { EXAMPLE_IDENTITY_ID, EXAMPLE_TIME, NEW_USER } from '../example-values.js';
import type { Examples } from '../media.js';

const STATE = 'Jd2Lh0T7aZr1yqVQ0o3v5Ck9mXwE8sPbU4nGfKiRtYA';

export const providers: Examples = {
  two: {
    summary: 'Two providers',
    value: {
      providers: [
        { name: 'google', label: 'Google' },
        { name: 'github', label: 'GitHub' },
      ],
    },
  },
};

export const authorizationRequest: Examples = {
  google: {
    summary: 'Google (UNKNOWN_PROVIDER until it is configured)',
    value: { redirectUri: 'https://your.app.com/callback' },
  },
};

export const authorization: Examples = {
  google: {
    summary: 'Where to send the browser',
    value: {
      authorizationUrl: `https://accounts.google.com/o/oauth2/v2/auth?client_id=a-client&scope=openid&state=${STATE}`,
      state: STATE,
    },
  },
};

const value = {
  id: EXAMPLE_IDENTITY_ID,
  provider: 'google',
  email: NEW_USER.email,
  linkedAt: new Date(EXAMPLE_TIME).toISOString(),
  lastUsedAt: new Date(EXAMPLE_TIME).toISOString(),
};

export const identity: Examples = { google: { summary: 'At Google', value } };

export const identities: Examples = {
  one: { summary: 'One identity', value: { identities: [value] } },
};

export const linkRequest: Examples = {
  google: {
    summary: 'A provider’s code (UNKNOWN_PROVIDER until one is configured)',
    value: {
      provider: 'google',
      authCode: 'a_unique_authorization_code_from_external_provider',
      redirectUri: 'https://your.app.com/callback',
    },
  },
};
