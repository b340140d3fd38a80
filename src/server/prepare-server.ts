import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { observeRequests } from './access-log.js';
import { batchResponses } from './response-batching.js';
import { allowCorsOrigins } from './cors.js';
import { refuseWhileDraining } from './drain-refusal.js';
import { HttpAdapter } from './http-adapter.js';
import { refuseHostless } from './request-target.js';
import { acceptBodies } from './bodies.js';
import { answerInTime } from './request-deadline.js';
import { BatchAuthentication } from '../api/clients/batch-authentication.js';
import { RouteCatalog } from '../api/faults/route-catalog.js';
import { addSecurityHeaders } from './security-headers.js';
import { AppConfig } from '../config/app-config.js';
import { Drain } from '../health/drain.js';
import { traceRequests } from './trace-requests.js';
import { Metrics } from '../metrics/metrics.js';
import { ContractRegistry } from '../api/contracts/contract-registry.js';
import { FaultFilter } from '../api/contracts/fault.filter.js';

/** Everything about HTTP that is not a route. Has to run before `init()` registers the routes. */
export async function prepareServer(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const faults = app.get(FaultFilter);

  app.get(RouteCatalog).watch(server);
  addSecurityHeaders(server);
  traceRequests(server);
  observeRequests(server, app.get(ContractRegistry), app.get(Metrics));
  refuseHostless(server);
  acceptBodies(server);
  app.get(BatchAuthentication).watch(server);
  // Cookies are written by it and read by `cookieValues`, which keeps those of one name apart.
  await server.register(cookie, { hook: false });
  await allowCorsOrigins(server, app.get(AppConfig));
  refuseWhileDraining(server, app.get(Drain));
  answerInTime(server, (error, request, reply) => {
    faults.write(error, request, reply);
  });
  batchResponses(server);

  if (app.get(AppConfig).server.docs) await addDocumentation(app);

  app.useGlobalFilters(faults);
  const adapter = app.getHttpAdapter();
  if (adapter instanceof HttpAdapter) {
    adapter.writeFault = (error, request, reply) => {
      faults.write(error, request, reply);
    };
  }
}

/** Loaded only where it is served: it is as large as the rest of the server. */
async function addDocumentation(app: NestFastifyApplication): Promise<void> {
  const { serveDocumentation } = await import('../api/documentation/serve-documentation.js');
  await serveDocumentation(app);
}
