import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { PasswordCredentials } from './password-credentials.js';
import { AuthError } from '../../errors/auth-error.js';
import type { User } from '../../users/user.js';
import { validated } from '../requests/validated.js';

/**
 * Validates the body, then lets Passport check it. The order matters: Passport would log somebody
 * in before a pipe could refuse the request, and would look for credentials in the query string.
 */
@Injectable()
export class PasswordGuard extends AuthGuard('local') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    validated(PasswordCredentials, request.body);
    return (await super.canActivate(context)) === true;
  }

  override handleRequest<TUser = User>(error: unknown, user: TUser | false | undefined): TUser {
    if (error) throw error as Error;
    if (!user) throw AuthError.of('INVALID_CREDENTIALS');
    return user;
  }
}
