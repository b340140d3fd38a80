import type { FastifyInstance, FastifyRequest } from 'fastify';
import { requestPath, clientAddress } from '../api/requests/fastify-request.js';
import { ServerSpan } from '../tracing/server-span.js';
import { tracer } from '../tracing/tracer.js';
// For the member that it adds to a request.

const PROBES = '/health/';
/** Ids of ours have 36 characters; what is longer was put into a path that it does not belong in. */
const LONG = /[^/]{37,}/g;

const arrived = (request: FastifyRequest) => {
  const route = request.is404 ? null : (request.routeOptions.url ?? null);
  return {
    method: request.method,
    scheme: request.protocol,
    route,
    path: requestPath(request).replace(LONG, '…'),
    clientAddress: clientAddress(request),
    headers: request.headers,
  };
};

/** A span for each request, probes apart. Without an SDK there is not even a hook. */
export function traceRequests(server: FastifyInstance): void {
  const found = tracer();
  if (found === null) return;
  server.addHook('onRequest', (request, _reply, done) => {
    if (request.url.startsWith(PROBES)) {
      done();
      return;
    }
    request.span = new ServerSpan(found, arrived(request));
    request.span.within(done);
  });
  // Reading the body leads out of the span: the events of a socket belong to no request.
  server.addHook('preValidation', (request, _reply, done) => {
    if (request.span === undefined) done();
    else request.span.within(done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    request.span?.end(reply.statusCode, request.fault?.code);
    done();
  });
}
