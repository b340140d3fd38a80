import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuthGuard } from '@nestjs/passport';
import { AuthError } from '../../errors/auth-error.js';
import type { User } from '../../users/users.js';
import type { LoginCredentials } from '../../sessions/session-opening.js';
import { AuthorizationCodeGuard } from '../federation/authorization-code.guard.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { Text, validated } from '../requests/body.js';

/** The body of every login by password. */
export class PasswordCredentials {
  @Text({ label: 'Username', max: 256 })
  readonly username: string = '';

  @Text({ label: 'Password', max: 1024 })
  readonly password: string = '';
}

/**
 * Validates the body, then lets Passport check it. The order matters: Passport would log a person
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

/** Checks what the contract of a login asks for, and leaves the user on the request. */
@Injectable()
export class LoginGuard implements CanActivate {
  private readonly guards: Readonly<Record<LoginCredentials, CanActivate>>;

  constructor(
    private readonly contracts: ContractRegistry,
    password: PasswordGuard,
    authorizationCode: AuthorizationCodeGuard,
  ) {
    this.guards = { password, 'authorization-code': authorizationCode };
  }

  canActivate(context: ExecutionContext): ReturnType<CanActivate['canActivate']> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return this.guards[this.contracts.of(request).credentials].canActivate(context);
  }
}
