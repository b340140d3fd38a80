import fastifyCookie from '@fastify/cookie';

const DAY = 86_400;
const PROTECTED = { httpOnly: true, secure: true } as const;

/** `Set-Cookie` beside those of the contracts. */
export const COOKIE_EXAMPLES = {
  device: fastifyCookie.serialize('device', 'a-mark', {
    ...PROTECTED,
    maxAge: 180 * DAY,
    path: '/api',
    sameSite: 'strict',
  }),
  followedLink: fastifyCookie.serialize('followed_link', 'a-mark', {
    ...PROTECTED,
    maxAge: DAY,
    path: '/',
    sameSite: 'lax',
  }),
  authorization: fastifyCookie.serialize('Auth-Exchange', 'a-secret', {
    ...PROTECTED,
    maxAge: 600,
    path: '/api/v1/auth',
    sameSite: 'lax',
  }),
  expired: fastifyCookie.serialize('refresh_token', '', {
    ...PROTECTED,
    maxAge: 0,
    path: '/',
    sameSite: 'lax',
  }),
} as const;
