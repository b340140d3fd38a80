import type { SecurityRequirementObject, SecuritySchemeObject } from '@nestjs/swagger';

/** Names of the security schemes. */
export const BEARER = 'bearer';
const REFRESH_COOKIE = 'refreshCookie';
const EXTERNAL_REFRESH_COOKIE = 'externalRefreshCookie';
const ACCESS_COOKIE = 'accessCookie';
const SERVICE_ACCOUNT = 'serviceAccount';

const cookie = (name: string, description: string): SecuritySchemeObject => ({
  type: 'apiKey',
  in: 'cookie',
  name,
  description: `${description} The browser keeps and sends it by itself.`,
});

export const SECURITY_SCHEMES: Readonly<Record<string, SecuritySchemeObject>> = {
  [BEARER]: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'An access token. This page fills in the last one that it received.',
  },
  [SERVICE_ACCOUNT]: {
    type: 'http',
    scheme: 'basic',
    description: 'The id and the secret of a service account: `portcullis client create`.',
  },
  [REFRESH_COOKIE]: cookie('refresh_token', 'Refresh token of token-pair and bearer-cookie.'),
  [EXTERNAL_REFRESH_COOKIE]: cookie('Auth-Refresh-Token', 'Refresh token of external.'),
  [ACCESS_COOKIE]: cookie('Auth-Access-Token', 'Access token of external.'),
};

const any = (...names: readonly string[]): SecurityRequirementObject[] =>
  names.map((name) => ({ [name]: [] }));

export const byBearer = any(BEARER);
export const byServiceAccount = any(SERVICE_ACCOUNT);
export const byAccessToken = any(BEARER, ACCESS_COOKIE);
/** A refresh token in the body needs no scheme. */
export const byRefreshToken = [{}, ...any(REFRESH_COOKIE, EXTERNAL_REFRESH_COOKIE)];
export const byAnyToken = [
  ...any(BEARER, REFRESH_COOKIE, EXTERNAL_REFRESH_COOKIE, ACCESS_COOKIE),
  {},
];
