import { authenticated } from './envelopes.js';
import { ACCESS_TOKEN, NEW_USER, REFRESH_TOKEN } from '../example-values.js';

const { username, email } = NEW_USER;

export const accessToken = { accessToken: ACCESS_TOKEN } as const;
export const refreshToken = { refreshToken: REFRESH_TOKEN } as const;
export const bearer = { ...accessToken, tokenType: 'Bearer', expiresIn: 3600 } as const;
export const external = { message: 'Tokens generated successfully.', ...bearer } as const;
export const combined = { ...authenticated, ...bearer };

const flagAccount = { username, email, roles: ['user'] };

export const flagLogin = {
  success: true,
  message: 'Login successful',
  data: { token: ACCESS_TOKEN, ...refreshToken, ...flagAccount },
};

export const flagRefresh = {
  success: true,
  message: 'Token refreshed',
  data: { ...accessToken, ...refreshToken, ...flagAccount },
};

export const flagRefreshByCookie = {
  success: true,
  message: 'Token refreshed',
  data: { ...accessToken, ...flagAccount },
};
