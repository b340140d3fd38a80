import type { AppConfig } from '../../../config/app-config.js';
import { type SessionCookie, sessionCookie } from '../session-cookie.js';

export const bearerRefreshCookie = (config: AppConfig): SessionCookie =>
  sessionCookie({ name: 'refresh_token', path: '/', sameSite: 'lax', carries: 'refresh' }, config);
