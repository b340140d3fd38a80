import { AuthError } from '../../errors/auth-error.js';
import { MOST_IN_BATCH, isJsonObject } from '../requests/body.js';

const isToken = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** @throws AuthError VALIDATION_FAILED */
export function tokensIn(body: unknown): readonly string[] {
  const tokens: unknown = isJsonObject(body) ? body.tokens : undefined;
  if (Array.isArray(tokens) && tokens.length > 0 && tokens.length <= MOST_IN_BATCH) {
    if (tokens.every(isToken)) return tokens;
  }
  throw AuthError.invalidFields({
    field: 'tokens',
    problem: 'invalid',
    message: `The member tokens must be a list of 1 to ${MOST_IN_BATCH} tokens.`,
  });
}
