import cluster from 'node:cluster';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import type { AppConfig } from './config/app-config.js';
import { httpAdapter } from './http/server/http-adapter.js';
import { NestLog } from './http/server/nest-log.js';
import { prepareServer } from './http/server/prepare-server.js';
import { serverLog, warnOfConfiguration } from './http/server/server-log.js';

/** The whole server, ready to listen. */
export async function createApplication(config: AppConfig): Promise<NestFastifyApplication> {
  const log = serverLog(config);
  // Once for all workers.
  if (cluster.isPrimary) warnOfConfiguration(log, config);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.of(config),
    httpAdapter(config, log),
    { logger: new NestLog(log), abortOnError: false },
  );
  await prepareServer(app);
  return app;
}
