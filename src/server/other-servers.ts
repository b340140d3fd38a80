import type { Server } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Where Fastify keeps the servers that it makes beside the first one. */
const BINDINGS = 'fastify.serverBindings';

/** The servers that an instance listens with, apart from the first. */
export function otherServers(instance: FastifyInstance): readonly Server[] {
  const symbol = Object.getOwnPropertySymbols(instance).find(
    ({ description }) => description === BINDINGS,
  );
  if (symbol === undefined) throw new Error(`Fastify has no ${BINDINGS} any more`);
  return (instance as unknown as Record<symbol, readonly Server[]>)[symbol] ?? [];
}

/**
 * On `localhost` Fastify listens at every address of that name, with a server of its own for each
 * but the first, on which it sets no more than its options.
 */
export function prepareOtherServers(
  instance: FastifyInstance,
  prepare: (server: Server) => void,
): void {
  instance.addHook('onListen', (done) => {
    otherServers(instance).forEach(prepare);
    done();
  });
}
