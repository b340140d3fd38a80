/** Shaped like the real ones, without a valid signature. */
export const ACCESS_TOKEN =
  'eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl';
export const REFRESH_TOKEN =
  'eyJhbGciOiJSUzI1NiIsInR5cCI6InJ0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl';

/** Stands in request examples where Swagger UI puts the last refresh token that it saw. */
export const LAST_REFRESH_TOKEN = 'the-last-refresh-token-received';

/** Stands in paths where Swagger UI puts the id of the last account that it made. */
export const LAST_ACCOUNT = 'the-last-account-made';

export const EXAMPLE_TIME = Date.parse('2026-01-15T09:30:00.000Z');
export const EXAMPLE_REQUEST_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** The account that the request examples register and then use. */
export const NEW_USER = {
  username: 'newuser',
  password: 'securepassword123',
  email: 'user@example.com',
  displayName: 'John Doe',
} as const;

export const EXAMPLE_IDENTITY_ID = '01980c5e-7d1a-7c3e-9f52-3b6f0a8c41d7';

export const NEW_USER_ID = '3d813cbb-47fb-42ba-91df-831e1593ac29';
export const EXAMPLE_SESSION_ID = '01980c5e-7d1a-7c3e-9f52-3b6f0a8c41d8';

/** The account that an administrator makes in the examples. */
export const MADE_USER = {
  username: 'made.user',
  password: 'another-secure-password',
  email: 'made.user@example.com',
  displayName: 'Ada King',
  roles: ['user', 'editor'],
};

/** No login waits under it. */
export const EXAMPLE_CHALLENGE = 'q0uQbJ9dYw3zv7T1n5mXr2cK8sEhLfPgAiVtOy6BDxM';
export const EXAMPLE_FACTOR_ID = '01980c5e-7d1a-7c3e-9f52-3b6f0a8c41d9';
