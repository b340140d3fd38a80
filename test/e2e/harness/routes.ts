export const ROUTES = {
  token: '/api/v1/auth/token',
  login: '/api/v1/auth/login',
  register: '/api/v1/auth/register',
  refresh: '/api/v1/auth/refresh',
  envelopeRefresh: '/api/v1/auth/refresh-token',
  validate: '/api/v1/auth/validate-token',
  logout: '/api/v1/auth/logout',
  refreshLogout: '/api/v1/auth/refresh/logout',
  me: '/api/v1/auth/me',
  flagLogin: '/api/auth/login',
  flagRefresh: '/api/auth/refresh-token',
  jwks: '/.well-known/jwks.json',
} as const;

export const BEARER_COOKIE_TYPE = 'application/vnd.portcullis.bearer-cookie+json';
export const ENVELOPE_TYPE = 'application/vnd.portcullis.envelope+json';
