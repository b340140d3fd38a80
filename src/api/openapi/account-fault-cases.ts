import { badField, fault, invalid, missing } from './fault-cases.js';

export const noSuchAccount = fault('noSuchAccount', 'There is no such account', {
  code: 'NOT_FOUND',
});
export const notAdministrator = fault(
  'notAdministrator',
  'The account has not the role admin, or the token of the service not the scope or the audience',
  { code: 'FORBIDDEN' },
);
export const lastAdministrator = fault('lastAdministrator', 'It is the last administrator', {
  code: 'LAST_ADMINISTRATOR',
});
export const newPasswordRequired = fault(
  'newPasswordRequired',
  'The password is right, and an operator asked for a new one',
  { code: 'NEW_PASSWORD_REQUIRED' },
);
export const accountClosing = fault(
  'accountClosing',
  'The password is right, and the account is about to be deleted',
  { code: 'ACCOUNT_CLOSING' },
);
export const provisionedAccount = fault(
  'provisionedAccount',
  'The account came from a directory, and is deleted there',
  { code: 'PROVISIONED_ACCOUNT' },
);
export const changedMeanwhile = fault('changedMeanwhile', 'The ETag is that of an older version', {
  code: 'PRECONDITION_FAILED',
});
export const noPrecondition = fault('noPrecondition', 'There is no If-Match', {
  code: 'PRECONDITION_REQUIRED',
});
export const badSearch = badField(
  'badSearch',
  'Two beginnings, or cursor or limit is no good',
  'limit',
  'Limit must be a number from 1 to 100.',
);
export const badRoles = badField(
  'badRoles',
  'A role is no name',
  'add',
  'Add must be a list of at most 50 names of 1 to 64 letters, digits or any of _:.-',
);
export const badAddress = badField(
  'badAddress',
  'The address is none',
  'email',
  'Email must be an email address.',
);
export const missingPassword = fault(
  'missingPassword',
  'The password is missing',
  invalid(missing('password', 'Password')),
);
export const missingUsername = fault(
  'missingUsername',
  'The name is missing',
  invalid(missing('username', 'Username')),
);

export const badScimFilter = badField(
  'badScimFilter',
  'Another filter, or no number',
  'filter',
  'filter must be userName, externalId, id or emails[type eq "work"].value eq "…".',
);
export const badScimValue = badField(
  'badScimValue',
  'A value, a path or an operation is no good',
  'userName',
  'userName is required.',
);
export const filteredDescription = fault('filteredDescription', 'There is a filter', {
  code: 'FORBIDDEN',
});
export const noSuchDescription = fault('noSuchDescription', 'There is no such description', {
  code: 'NOT_FOUND',
});
