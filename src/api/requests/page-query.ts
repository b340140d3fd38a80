import { AuthError } from '../../errors/auth-error.js';

export const invalidField = (field: string, message: string): AuthError =>
  AuthError.invalidFields({ field, problem: 'invalid', message });

export const badCursor = (): AuthError =>
  invalidField('cursor', 'Cursor must be the nextCursor of an earlier answer.');

const MOST = 100;

/** @throws AuthError VALIDATION_FAILED */
export function limitIn(text: unknown): number | undefined {
  if (text === undefined) return undefined;
  const limit = typeof text === 'string' && /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST) return limit;
  throw invalidField('limit', `Limit must be a number from 1 to ${MOST}.`);
}
