/** How `login` speaks. Every one is refreshed, and ended, in the same way. */
export type Contract = 'token-pair' | 'bearer-cookie' | 'envelope' | 'success-flag';

interface LoginRoute {
  readonly path: string;
  /** Whether the answer sets the refresh token as a cookie. */
  readonly byCookie?: true;
}

export const LOGIN_ROUTES: Readonly<Record<Contract, LoginRoute>> = {
  'token-pair': { path: '/api/v1/auth/token', byCookie: true },
  'bearer-cookie': { path: '/api/v1/auth/login', byCookie: true },
  envelope: { path: '/api/v1/auth/login' },
  'success-flag': { path: '/api/auth/login' },
};

/** Where one route answers in several contracts, this says which; elsewhere it is plain JSON. */
export const acceptOf = (contract: Contract): string =>
  `application/vnd.portcullis.${contract}+json, application/json`;
