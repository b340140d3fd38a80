/** Paths that more than one place has to name. */
export const ROUTES = {
  register: '/api/v1/auth/register',
  token: '/api/v1/auth/token',
  login: '/api/v1/auth/login',
  refresh: '/api/v1/auth/refresh',
  refreshToken: '/api/v1/auth/refresh-token',
  validateToken: '/api/v1/auth/validate-token',
  logout: '/api/v1/auth/logout',
  me: '/api/v1/auth/me',
  providers: '/api/v1/auth/providers',
  authorization: '/api/v1/auth/providers/:provider/authorization',
  identities: '/api/v1/auth/identities',
  identity: '/api/v1/auth/identities/:id',
  flagPrefix: '/api/auth',
  flagLogin: '/api/auth/login',
  flagRefreshToken: '/api/auth/refresh-token',
  jwks: '/.well-known/jwks.json',
} as const;
