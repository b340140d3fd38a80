import type { ServerOptions as HttpOptions, Server } from 'node:http';
import type { ServerOptions as HttpsOptions } from 'node:https';
import type { Socket } from 'node:net';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { AppConfig } from '../config/app-config.js';
import { type Clock, SystemClock } from '../clock/clock.js';
import { trustedProxies } from '../api/requests/fastify-request.js';
import { readTlsFiles } from './tls-files.js';
import { answerClientError } from './client-errors.js';
import { prepareOtherServers } from './other-servers.js';
import { BODY_LIMIT } from './bodies.js';
import { acceptAbsoluteForm } from './request-target.js';
import { requestId } from './request-id.js';
import { SECURITY_HEADERS } from './security-headers.js';
import { type ServerLog, serverLog } from './server-log.js';

/** Milliseconds for the headers of a request, and for a TLS handshake. */
const HEADERS_DEADLINE = 10_000;
const CHECKED_EVERY = 1000;
/** Connections that are open at once; more are hung up on. */
export const MOST_CONNECTIONS = 4096;

const LIMITS = {
  headersTimeout: HEADERS_DEADLINE,
  connectionsCheckingInterval: CHECKED_EVERY,
  // Refused where the refusal can be written as a fault.
  requireHostHeader: false,
};
export const TLS = { minVersion: 'TLSv1.2', handshakeTimeout: HEADERS_DEADLINE } as const;

/** Options of Node's own server, HTTPS where there is a certificate. */
export function transport(
  config: AppConfig,
): { readonly http: HttpOptions } | { readonly https: HttpsOptions } {
  const files = readTlsFiles(config);
  return files === null ? { http: LIMITS } : { https: { ...LIMITS, ...TLS, ...files } };
}

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
    trustProxy:
      config.server.trustProxy.length > 0 ? trustedProxies(config.server.trustProxy) : false,
    return503OnClosing: false,
    // Requests under way are waited for before the server closes.
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
