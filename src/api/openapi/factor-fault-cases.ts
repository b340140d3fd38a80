import { EXAMPLE_CHALLENGE } from './example-values.js';
import { fault, invalid, missing } from './fault-cases.js';

export const mfaRequired = fault('mfaRequired', 'The account has a second factor, or needs one', {
  code: 'MFA_REQUIRED',
  challenge: {
    challengeId: EXAMPLE_CHALLENGE,
    methods: ['totp', 'recovery-code'],
    expiresIn: 300,
  },
});
export const badFactor = fault(
  'badFactor',
  'The code is wrong or was used, or the challenge is over; the answer does not say which',
  { code: 'INVALID_FACTOR' },
);
export const missingFactorCode = fault(
  'missingFactorCode',
  'The code is missing',
  invalid(missing('code', 'Code')),
);
export const missingPassword = fault(
  'missingPassword',
  'The password is missing, and there is no factor in its place',
  invalid(missing('password', 'Password')),
);
export const missingName = fault(
  'missingName',
  'The name is missing',
  invalid(missing('name', 'Name')),
);
export const staleProof = fault('staleProof', 'The last proof is too old, or too weak', {
  code: 'INSUFFICIENT_AUTHENTICATION',
  maxAge: 300,
  acr: 'aal2',
});
export const factorsOff = fault('factorsOff', 'The operator has turned second factors off', {
  code: 'FORBIDDEN',
});
export const tooManyFactors = fault('tooManyFactors', 'The account has ten factors', {
  code: 'TOO_MANY_FACTORS',
});
export const lastFactor = fault('lastFactor', 'The account may not be without a factor', {
  code: 'LAST_FACTOR',
});
export const noSuchFactor = fault('noSuchFactor', 'The account has no such factor', {
  code: 'NOT_FOUND',
});
export const noFactor = fault('noFactor', 'The account has no factor', { code: 'NOT_FOUND' });
