/** How `login` speaks. Every one is refreshed, and ended, in the same way. */
export type Contract = 'token-pair' | 'bearer-cookie' | 'envelope' | 'success-flag';

interface LoginRoute {
  readonly path: string;
  readonly accept?: string;
  /** Whether the answer sets the refresh token as a cookie. */
  readonly byCookie: boolean;
}

const mediaType = (name: string): string => `application/vnd.portcullis.${name}+json`;

export const LOGIN_ROUTES: Readonly<Record<Contract, LoginRoute>> = {
  'token-pair': { path: '/api/v1/auth/token', byCookie: true },
  'bearer-cookie': {
    path: '/api/v1/auth/login',
    accept: mediaType('bearer-cookie'),
    byCookie: true,
  },
  envelope: { path: '/api/v1/auth/login', accept: mediaType('envelope'), byCookie: false },
  'success-flag': { path: '/api/auth/login', byCookie: false },
};
