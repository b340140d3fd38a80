import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { answerClientError } from './client-errors.js';
import { prepareOtherServers } from './other-servers.js';
import { BODY_LIMIT } from './json-body.js';
import { acceptAbsoluteForm } from './origin-form.js';
import { requestId } from './request-id.js';
import { SECURITY_HEADERS } from './standing-headers.js';
import { type ServerLog, serverLog } from './server-log.js';
import { MOST_CONNECTIONS, transport } from './transport.js';
import { type Clock, SystemClock } from '../../clock/clock.js';
import { trustedProxies } from '../requests/client-address.js';
import type { AppConfig } from '../../config/app-config.js';

const SECOND = 1000;
/** Nothing that a client sends takes longer. */
const REQUEST_DEADLINE = 10 * SECOND;
const KEEP_ALIVE = 65 * SECOND;

type FaultWriter = (error: unknown, request: FastifyRequest, reply: FastifyReply) => void;

export class HttpAdapter extends FastifyAdapter {
  /** Writes the faults that the router finds before any hook or handler runs. */
  writeFault: FaultWriter | undefined;

  /** Nest would add parsers for forms and text; the application has one for JSON. */
  override registerParserMiddleware(): void {
    return;
  }
}

export function httpAdapter(
  config: AppConfig,
  log: ServerLog = serverLog(config),
  clock: Clock = new SystemClock(),
  limits = { connections: MOST_CONNECTIONS },
): HttpAdapter {
  const answerRefused = (error: Error, socket: Socket): void => {
    answerClientError(error, socket, clock.now());
  };
  const adapter: HttpAdapter = new HttpAdapter({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    genReqId: requestId,
    requestIdHeader: false,
    trustProxy: config.trustProxy.length > 0 ? trustedProxies(config.trustProxy) : false,
    return503OnClosing: false,
    // Whoever has to be waited for is waited for before the server closes.
    forceCloseConnections: true,
    requestTimeout: REQUEST_DEADLINE,
    keepAliveTimeout: KEEP_ALIVE,
    ...transport(config),
    clientErrorHandler: answerRefused,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
      adapter.writeFault?.(error, request, reply);
    },
  });
  const instance = adapter.getInstance();
  const prepare = (server: Server): void => {
    server.maxConnections = limits.connections;
    acceptAbsoluteForm(server);
  };
  prepare(instance.server);
  prepareOtherServers(instance, (server) => {
    prepare(server);
    server.on('clientError', answerRefused);
    // Fastify hands upgrades to the first server, where nothing takes them; without a listener Node
    // answers the request as any other.
    server.removeAllListeners('upgrade');
  });
  return adapter;
}
