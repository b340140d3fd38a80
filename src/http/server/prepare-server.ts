import cookie from '@fastify/cookie';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { observeRequests } from './access-log.js';
import { writeAnswersTogether } from './answers-together.js';
import { allowListedOrigins } from './cross-origin.js';
import { refuseWhileDraining } from './drain-refusal.js';
import { HttpAdapter } from './http-adapter.js';
import { refuseHostless } from './host-required.js';
import { acceptJsonOnly } from './json-body.js';
import { answerInTime } from './request-deadline.js';
import { RouteCatalog } from './route-catalog.js';
import { addStandingHeaders } from './standing-headers.js';
import { AppConfig } from '../../config/app-config.js';
import { Drain } from '../../health/drain.js';
import { Metrics } from '../../metrics/metrics.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { FaultFilter } from '../faults/fault-filter.js';

/** Everything about HTTP that is not a route. Has to run before `init()` registers the routes. */
export async function prepareServer(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpAdapter().getInstance();
  const faults = app.get(FaultFilter);

  app.get(RouteCatalog).watch(server);
  addStandingHeaders(server);
  observeRequests(server, app.get(ContractRegistry), app.get(Metrics));
  refuseHostless(server);
  acceptJsonOnly(server);
  // Cookies are written by it and read by `cookieValues`, which keeps those of one name apart.
  await server.register(cookie, { hook: false });
  await allowListedOrigins(server, app.get(AppConfig));
  refuseWhileDraining(server, app.get(Drain));
  answerInTime(server, (error, request, reply) => {
    faults.write(error, request, reply);
  });
  writeAnswersTogether(server);

  if (app.get(AppConfig).docs) await addDocumentation(app);

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
  const { serveDocumentation } = await import('../openapi/serve-documentation.js');
  serveDocumentation(app);
}
