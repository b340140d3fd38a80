import { AuthError, type AuthErrorCode } from '../errors/auth-error.js';

/** Whether an attempt came to one of these ends; any other end is not the caller's doing. */
export const failedBy =
  (...codes: readonly AuthErrorCode[]) =>
  (error: unknown): boolean =>
    error instanceof AuthError && codes.includes(error.fault.code);
