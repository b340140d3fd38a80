import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../audit/audit-event.js';
import { AuthError } from '../errors/auth-error.js';
import type { User } from '../users/user.js';

export interface CodeExchange {
  readonly provider: string;
  readonly authCode: string;
  readonly redirectUri?: string;
  readonly codeVerifier?: string;
  readonly state?: string;
}

/** Turns an identity provider's authorization code into the user it stands for. */
export abstract class ExternalLogin {
  /** @throws AuthError UNKNOWN_PROVIDER or INVALID_AUTH_CODE */
  abstract verify(exchange: CodeExchange, origin: EventOrigin): Promise<User>;
}

/** While no provider can be configured, none is known. */
@Injectable()
export class NoExternalLogin extends ExternalLogin {
  verify(): Promise<User> {
    return Promise.reject(AuthError.of('UNKNOWN_PROVIDER'));
  }
}
