import { ACCESS_TOKEN, REFRESH_TOKEN } from './example-values.js';
import { DAY, HOUR } from '../contracts/lifetimes.js';
import { ROUTES } from '../contracts/routes.js';

const cookie = (name: string, value: string, attributes: string): string =>
  `${name}=${value}; ${attributes}; HttpOnly; Secure`;

/** Beside the contract's own, from every login of a browser. */
const DEVICE = cookie(
  'device',
  'a-mark',
  `Max-Age=${String(180 * DAY)}; Path=/api; SameSite=Strict`,
);

const WEEK = String(7 * DAY);

/** `Set-Cookie` of each contract that keeps tokens in cookies. */
export const SET_COOKIE = {
  tokenPair: cookie(
    'refresh_token',
    REFRESH_TOKEN,
    `Max-Age=${WEEK}; Path=${ROUTES.refresh}; SameSite=Strict`,
  ),
  bearerCookie: cookie('refresh_token', REFRESH_TOKEN, `Max-Age=${WEEK}; Path=/; SameSite=Lax`),
  external: [
    cookie('Auth-Access-Token', ACCESS_TOKEN, `Max-Age=${String(HOUR)}; Path=/; SameSite=Lax`),
    cookie(
      'Auth-Refresh-Token',
      REFRESH_TOKEN,
      `Max-Age=${String(30 * DAY)}; Path=${ROUTES.refresh}; SameSite=Lax`,
    ),
  ].join(', '),
  device: DEVICE,
  exchange: cookie('Auth-Exchange', 'a-secret', 'Max-Age=600; Path=/api/v1/auth; SameSite=Lax'),
  expired: cookie('refresh_token', '', 'Max-Age=0; Path=/; SameSite=Lax'),
} as const;
