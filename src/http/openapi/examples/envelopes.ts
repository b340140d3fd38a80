import { ACCESS_TOKEN, EXAMPLE_TIME, NEW_USER, REFRESH_TOKEN } from '../example-values.js';
import { type Envelope, envelope } from '../../contracts/envelope/envelope.js';

const { username, displayName } = NEW_USER;

const user = { username, displayName } as const;
const session = { token: ACCESS_TOKEN, refreshToken: REFRESH_TOKEN, ...user } as const;

const at = <Data>(status: number, message: string, data: Data): Envelope<Data> =>
  envelope(EXAMPLE_TIME, status, message, data);

export const registered = at(201, 'User registered successfully', session);
export const authenticated = at(200, 'Authentication successful', session);
export const refreshed = at(200, 'Token refreshed successfully', session);
/** The refresh token travels in a cookie alone. */
export const refreshedByCookie = at(200, 'Token refreshed successfully', {
  token: ACCESS_TOKEN,
  ...user,
});
export const validated = at(200, 'Token is valid', true);
