import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { EventOrigin } from '../../audit/event-origin.js';
import {
  ClientAuthentication,
  type ClientCredentials,
} from '../../clients/client-authentication.js';
import { AppConfig } from '../../config/app-config.js';
import { AuthError } from '../../errors/auth-error.js';
import { AccessTokenValidation } from '../../sessions/access-token-validation.js';
import { serviceWith } from '../auth/bearer-claims.js';
import { clientCredentials } from '../clients/client-credentials.js';
import { bearerToken, noteService, eventOrigin } from '../requests/fastify-request.js';

export const SCIM_SCOPE = 'scim';

declare module 'fastify' {
  interface FastifyRequest {
    /** The service account that provisions, left by the guard. */
    provisioner?: string;
  }
}

/** `client_id.secret`, for directories that keep one text for good; a JWT never looks like it. */
const KEPT_TOKEN = /^([0-9a-f-]{36})\.(pcs_[\w-]+)$/;

function keptCredentials(token: string): ClientCredentials | null {
  const [, id, secret] = KEPT_TOKEN.exec(token) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/**
 * Lets in services with the scope `scim`: by an access token for this server, by HTTP Basic, or by
 * id and secret as a bearer token.
 */
@Injectable()
export class ScimGuard implements CanActivate {
  constructor(
    private readonly accessTokens: AccessTokenValidation,
    private readonly clients: ClientAuthentication,
    private readonly config: AppConfig,
  ) {}

  /** @throws AuthError INVALID_TOKEN, INVALID_CLIENT, FORBIDDEN or TOO_MANY_REQUESTS */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const token = bearerToken(request);
    const credentials = token === undefined ? clientCredentials(request) : keptCredentials(token);
    request.provisioner =
      credentials === null
        ? this.byToken(token ?? '')
        : await this.bySecret(credentials, eventOrigin(request));
    noteService(request, request.provisioner);
    return true;
  }

  private async bySecret(credentials: ClientCredentials, origin: EventOrigin): Promise<string> {
    const { id, scopes } = await this.clients.authenticate(credentials, origin);
    if (!scopes.includes(SCIM_SCOPE)) throw AuthError.of('FORBIDDEN');
    return id;
  }

  private byToken(token: string): string {
    const bearer = this.accessTokens.bearer(token);
    if (bearer.kind === 'user') throw AuthError.of('FORBIDDEN');
    return serviceWith(SCIM_SCOPE, bearer, this.config.tokens.issuer);
  }
}

/** The service account that the guard let in. */
export function provisionerOf({ provisioner }: FastifyRequest): string {
  if (provisioner === undefined) throw AuthError.missingToken();
  return provisioner;
}

/** The origin of an event, and which service acts. */
export const provisioningOrigin = (request: FastifyRequest): EventOrigin => ({
  ...eventOrigin(request),
  actor: { kind: 'client', clientId: provisionerOf(request) },
});
