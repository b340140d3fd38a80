import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ClientAuthentication } from '../../clients/client-authentication.js';
import type { Client } from '../../clients/clients.js';
import { AuthError } from '../../errors/auth-error.js';
import { Form } from '../requests/form.js';
import { eventOrigin, noteService } from '../requests/fastify-request.js';
import { RecognizedSenders } from './recognized-senders.js';
import { clientCredentials } from './client-credentials.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The service that asks, left by what authenticated it. */
    serviceAccount?: Client;
  }
}

const requestOf = (context: ExecutionContext): FastifyRequest =>
  context.switchToHttp().getRequest<FastifyRequest>();

const namesClient = (body: unknown): boolean =>
  body instanceof Form && (body.has('client_id') || body.has('client_secret'));

function letIn(request: FastifyRequest, client: Client): void {
  noteService(request, client.id);
  request.serviceAccount = client;
}

/** Lets in services that authenticate (RFC 6749 §2.3), and no other caller. */
@Injectable()
export class ClientGuard implements CanActivate {
  constructor(
    private readonly clients: ClientAuthentication,
    private readonly recognized: RecognizedSenders,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = requestOf(context);
    if (!this.recognize(request)) await this.admit(request);
    return true;
  }

  /** A form beside the header may hold credentials too, which has to be refused. */
  private recognize(request: FastifyRequest): boolean {
    const { authorization } = request.headers;
    if (authorization === undefined || namesClient(request.body)) return false;
    const client = this.recognized.find(authorization);
    if (client === undefined) return false;
    letIn(request, client);
    return true;
  }

  /**
   * Authenticates the sender of a request, once.
   * @throws AuthError INVALID_CLIENT, VALIDATION_FAILED or TOO_MANY_REQUESTS
   */
  async admit(request: FastifyRequest): Promise<void> {
    if (request.serviceAccount !== undefined) return;
    const credentials = clientCredentials(request);
    const client = await this.clients.authenticate(credentials, eventOrigin(request));
    const { authorization } = request.headers;
    if (authorization !== undefined) this.recognized.note(authorization, client);
    letIn(request, client);
  }
}

/** The service that a `ClientGuard` let in. */
export const ServiceAccount = createParamDecorator((_: undefined, context: ExecutionContext) => {
  const { serviceAccount } = requestOf(context);
  if (serviceAccount === undefined) throw AuthError.of('INVALID_CLIENT');
  return serviceAccount;
});
