/** Routes that change something and end no session; what is new has to be put here or among the ends. */
export const ENDING_NONE = [
  'POST /api/v1/auth/register',
  'POST /api/v1/auth/validate-token',
  'POST /api/v1/auth/identities',
  'DELETE /api/v1/auth/identities/:id',
  'POST /api/v1/auth/providers/:provider/authorization',
  'POST /api/v1/auth/revocations/poll',
  'POST /api/v1/users',
  'PATCH /api/v1/users/:id',
  'POST /api/v1/users/:id/roles',
  'POST /api/v1/users/:id/unlock',
  'POST /api/v1/users/:id/enable',
  'POST /oauth2/token',
  'POST /oauth2/introspect',
  'POST /scim/v2/Users',
];

/** Commands that end no session, likewise. */
export const COMMANDS_ENDING_NONE = [
  'serve',
  'user create',
  'user show',
  'user list',
  'user enable',
  'user unlock',
  'user roles add',
  'user roles remove',
  'session list',
  'key create',
  'key list',
  'key rotate',
  // The sessions of `token-pair` end with it too, whose refresh tokens it signed: no row tells which.
  'key revoke',
  'migrate show',
  'migrate run',
  'migrate revert',
  'health',
  'config check',
  'doctor',
  'client create',
  'client list',
  'client disable',
  'client enable',
  'client secret add',
  'client secret remove',
  'import users',
  'export users',
  'audit verify',
];

/** Others of the same handlers as the ends of sessions. */
export const SAME_HANDLERS = [
  'POST /api/v1/auth/login',
  'POST /api/auth/login',
  'POST /api/v1/auth/refresh-token',
  'POST /api/auth/refresh-token',
];
