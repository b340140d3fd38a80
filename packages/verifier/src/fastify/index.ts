import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { authenticate, lacksRole } from '../bearer/authenticate.js';
import type { Refusal } from '../bearer/refusal.js';
import type { Claims } from '../claims/claims.js';
import type { Verifier } from '../verifier/verifier.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Claims of the token; null where the route is public. */
    auth: Claims | null;
  }
  interface FastifyContextConfig {
    /** The route needs no token. */
    public?: boolean;
    /** Who calls the route needs one of these. */
    roles?: readonly string[];
  }
}

export interface PortcullisOptions {
  readonly verifier: Verifier;
}

const turnAway = (reply: FastifyReply, { status, headers, body }: Refusal): FastifyReply =>
  reply.code(status).headers(headers).send(body);

/**
 * Asks every route of the scope that it is registered in for a good token, unless its `config` says
 * `public`; `config.roles` asks for a role. The claims are in `request.auth`. Closes the verifier
 * with the server.
 */
async function plugin(app: FastifyInstance, { verifier }: PortcullisOptions): Promise<void> {
  app.decorateRequest('auth', null);
  app.addHook('onRequest', async (request: FastifyRequest, reply) => {
    const { config } = request.routeOptions;
    if (config.public === true) return undefined;
    const { claims, refusal } = await authenticate(verifier, request.headers.authorization);
    if (refusal !== undefined) return turnAway(reply, refusal);
    const lacking = lacksRole(claims, config.roles ?? []);
    if (lacking !== null) return turnAway(reply, lacking);
    request.auth = claims;
    return undefined;
  });
  app.addHook('onClose', async () => {
    verifier.close();
  });
}

/** Without this Fastify would keep the hook from the routes beside the plugin. */
export const portcullis = Object.assign(plugin, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: '@portcullis/verifier',
});
