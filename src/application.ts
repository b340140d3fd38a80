import cluster from 'node:cluster';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { summarizeBoot } from './boot-summary.js';
import type { AppConfig } from './config/app-config.js';
import { httpAdapter } from './server/http-adapter.js';
import { NestLog } from './server/nest-log.js';
import { prepareServer } from './server/prepare-server.js';
import { startTracing } from './tracing/start-tracing.js';
import { serverLog, warnOfConfiguration } from './server/server-log.js';

/** The whole server, ready to listen. */
export async function createApplication(config: AppConfig): Promise<NestFastifyApplication> {
  // First: the log is made for it.
  const leaveTracing = await startTracing(config);
  const log = serverLog(config);
  // Once for all workers.
  if (cluster.isPrimary) warnOfConfiguration(log, config);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(config),
    httpAdapter(config, log),
    { logger: new NestLog(log), abortOnError: false },
  );
  await prepareServer(app);
  app.getHttpAdapter().getInstance().addHook('onClose', leaveTracing);
  await summarizeBoot(app, config, log);
  return app;
}
