import { type ExpectedFault, fault } from '../harness/expected-faults.js';
import type { ExpectedAnswer } from '../harness/golden.js';
import { ROUTES } from '../harness/routes.js';

const atToken = (expected: ExpectedFault): ExpectedAnswer => fault(ROUTES.token, expected);

export const INVALID_CODE = atToken({
  status: 401,
  errorCode: 'INVALID_AUTH_CODE',
  message: 'The provided authorization code is invalid or expired.',
});

export const UNAVAILABLE = atToken({
  status: 502,
  errorCode: 'PROVIDER_UNAVAILABLE',
  message: 'Identity provider unavailable.',
});

export const TIMED_OUT = atToken({
  status: 504,
  errorCode: 'PROVIDER_UNAVAILABLE',
  message: 'Identity provider unavailable.',
});

export const SIGNUP_CLOSED = atToken({
  status: 403,
  errorCode: 'SIGNUP_CLOSED',
  message: 'Sign-up is closed.',
});

export const LINK_REQUIRED = atToken({
  status: 401,
  errorCode: 'ACCOUNT_LINK_REQUIRED',
  message: expect.stringContaining('/api/v1/auth/identities'),
});
