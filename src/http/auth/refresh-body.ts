import { isJsonObject } from '../requests/json-object.js';
import { Text } from '../requests/text.js';
import { validated } from '../requests/validated.js';

/** The body of a refresh or a logout. */
export class RefreshBody {
  @Text({ label: 'Refresh token', max: 8192 })
  readonly refreshToken: string = '';
}

/**
 * The refresh token of a body; undefined when the body has none. One that is present and bad is
 * refused: nothing else is tried in its place.
 * @throws AuthError MALFORMED_REQUEST or VALIDATION_FAILED
 */
export function refreshTokenIn(body: unknown): string | undefined {
  if (body === undefined) return undefined;
  if (isJsonObject(body) && !Object.hasOwn(body, 'refreshToken')) return undefined;
  return validated(RefreshBody, body).refreshToken;
}

/** The same for the door where the body may also be the bare token as a JSON string. */
export const refreshTokenOrBareIn = (body: unknown): string | undefined =>
  refreshTokenIn(typeof body === 'string' ? { refreshToken: body } : body);
