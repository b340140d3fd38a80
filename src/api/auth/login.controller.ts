import {
  type CanActivate,
  type ExecutionContext,
  Injectable,
  Controller,
  HttpCode,
  Post,
  Req,
  UseGuards,
  UseInterceptors,
} from '@nestjs/common';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { SignIn } from '../../accounts/sign-in.js';
import { AuthError } from '../../errors/auth-error.js';
import type { User } from '../../users/users.js';
import type { LoginCredentials } from '../../sessions/session-opening.js';
import { AuthorizationCodeGuard } from '../federation/authorization-code.guard.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { Text, validated } from '../requests/body.js';
import { CredentialVerifier } from '../../credentials/credential-verifier.js';
import { DeviceCookie } from '../cookies/cookies.js';
import { eventOrigin } from '../requests/fastify-request.js';
import { PresenterInterceptor, Opened } from '../contracts/presenter.interceptor.js';
import { ROUTES } from '../requests/routes.js';

/** The body of every login by password. */
export class PasswordCredentials {
  @Text({ label: 'Username', max: 256 })
  readonly username: string = '';

  @Text({ label: 'Password', max: 1024 })
  readonly password: string = '';
}

/** Passport's way to the credential verifier. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy) {
  constructor(
    private readonly credentials: CredentialVerifier,
    private readonly contracts: ContractRegistry,
    private readonly device: DeviceCookie,
  ) {
    super({ passReqToCallback: true, session: false });
  }

  validate(request: FastifyRequest, username: string, password: string): Promise<User> {
    const contract = this.contracts.of(request).name;
    const deviceMark = this.device.markOn(request);
    const attempt = { username, password, contract, deviceMark };
    return this.credentials.verify(attempt, eventOrigin(request));
  }
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

/** Every login: the contract's guard checks the credentials, its profile shapes the session. */
@Controller()
@UseInterceptors(PresenterInterceptor)
@UseGuards(LoginGuard)
export class LoginController {
  constructor(
    private readonly contracts: ContractRegistry,
    private readonly signIn: SignIn,
  ) {}

  @Post(ROUTES.token)
  @HttpCode(200)
  token(@Req() request: FastifyRequest): Promise<Opened> {
    return this.open(request);
  }

  @Post(ROUTES.login)
  @HttpCode(200)
  login(@Req() request: FastifyRequest): Promise<Opened> {
    return this.open(request);
  }

  @Post(ROUTES.flagLogin)
  @HttpCode(200)
  flagLogin(@Req() request: FastifyRequest): Promise<Opened> {
    return this.open(request);
  }

  private async open(request: FastifyRequest): Promise<Opened> {
    if (request.user === undefined) throw AuthError.of('INVALID_CREDENTIALS');
    const { profile, credentials } = this.contracts.of(request);
    const origin = eventOrigin(request);
    const tokens = await this.signIn.begin(request.user, profile, origin, credentials);
    return new Opened(tokens, 'login');
  }
}
