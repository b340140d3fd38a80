import type { SessionCookie } from '../session-cookie.js';

export const bearerRefreshCookie: SessionCookie = {
  name: 'refresh_token',
  path: '/',
  sameSite: 'lax',
  carries: 'refresh',
};
