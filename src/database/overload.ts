import { AuthError } from '../errors/auth-error.js';

/** A queue in front of the database is full, or somebody has waited in it for too long. */
export const overloaded = (): AuthError => new AuthError({ code: 'OVERLOADED', retryAfter: 1 });
