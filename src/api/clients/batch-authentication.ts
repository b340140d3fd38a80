import { Injectable } from '@nestjs/common';
import type { FastifyInstance, preParsingHookHandler } from 'fastify';
import { isBatch } from '../requests/body.js';
import { ROUTES } from '../requests/routes.js';
import { ClientGuard } from './client.guard.js';

/**
 * Batches are much longer than other bodies, and their senders authenticate in the header alone:
 * none is read before that. A form is read first, since it may hold the credentials.
 */
@Injectable()
export class BatchAuthentication {
  constructor(private readonly guard: ClientGuard) {}

  /** Has to run before the routes are made. */
  watch(server: FastifyInstance): void {
    const admit: preParsingHookHandler = (request, _reply, payload, done) => {
      if (!isBatch(request.headers['content-type'])) {
        done(null, payload);
        return;
      }
      this.guard.admit(request).then(() => {
        done(null, payload);
      }, done);
    };
    server.addHook('onRoute', (route) => {
      if (route.url === ROUTES.introspection && route.method === 'POST') route.preParsing = [admit];
    });
  }
}
