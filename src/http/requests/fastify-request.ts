import type { User } from '../../users/user.js';
import type { AuthErrorCode } from '../../errors/auth-error.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Left by the guard that checked the credentials. */
    user?: User;
    /** The fault that the request was answered with. */
    faultCode?: AuthErrorCode;
    /** Name of the contract that the answer was written in. */
    spokenContract?: string;
  }
}
