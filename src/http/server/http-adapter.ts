import type { Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { answerClientError } from './client-errors.js';
import { BODY_LIMIT } from './json-body.js';
import { acceptAbsoluteForm } from './origin-form.js';
import { requestId } from './request-id.js';
import { SECURITY_HEADERS } from './standing-headers.js';
import { type ServerLog, serverLog } from './server-log.js';
import { MOST_CONNECTIONS, transport } from './transport.js';
import { type Clock, SystemClock } from '../../clock/clock.js';
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
): HttpAdapter {
  const adapter: HttpAdapter = new HttpAdapter({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_LIMIT,
    genReqId: requestId,
    requestIdHeader: false,
    trustProxy: config.trustProxy.length > 0 ? [...config.trustProxy] : false,
    return503OnClosing: false,
    // Whoever has to be waited for is waited for before the server closes.
    forceCloseConnections: true,
    requestTimeout: REQUEST_DEADLINE,
    keepAliveTimeout: KEEP_ALIVE,
    ...transport(config),
    clientErrorHandler: (error, socket) => {
      answerClientError(error, socket, clock.now());
    },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      void reply.headers(SECURITY_HEADERS).header('x-request-id', request.id);
      adapter.writeFault?.(error, request, reply);
    },
  });
  const server = adapter.getHttpServer<Server>();
  server.maxConnections = MOST_CONNECTIONS;
  acceptAbsoluteForm(server);
  return adapter;
}
