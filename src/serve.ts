import cluster from 'node:cluster';
import type { AppConfig } from './config/app-config.js';
import { loadConfig } from './config/load-config.js';
import { leaveSignalsToOthers } from './end-on-signals.js';
import { renewCertificate } from './server/certificate-renewal.js';
import { survive } from './server/log-buffer.js';
import { serverLog, warnOfConfiguration } from './server/server-log.js';
import { drainOnSignals } from './server/shutdown.js';
import { welcome } from './server/welcome.js';
import { Supervisor } from './workers/supervisor.js';

function greet(config: AppConfig, url: string): void {
  if (!config.production) process.stdout.write(welcome(config, url));
}

async function serveAlone(config: AppConfig): Promise<void> {
  // A supervisor needs none of it.
  const { createApplication } = await import('./application.js');
  const app = await createApplication(config);
  leaveSignalsToOthers();
  drainOnSignals(app);
  renewCertificate(app, config);
  await app.listen({ port: config.server.port, host: config.server.host });
  if (cluster.isPrimary) greet(config, await app.getUrl());
}

function supervise(config: AppConfig, script: string): void {
  const log = serverLog(config);
  warnOfConfiguration(log, config);
  const protocol = config.server.tlsCertFile === null ? 'http' : 'https';
  new Supervisor({
    workers: config.server.workers,
    log: {
      info: (message) => {
        log.info({ context: 'Supervisor' }, message);
      },
      error: (message) => {
        log.error({ context: 'Supervisor' }, message);
      },
    },
    onListening: (port) => {
      greet(config, `${protocol}://localhost:${port}`);
    },
  }).run(script);
}

/**
 * Serves until a signal ends it, in this process or in as many as `WORKERS` says.
 * @param script What a worker runs.
 */
export async function serve(script: string): Promise<void> {
  // Node writes its own warnings there.
  survive(process.stderr);
  const config = loadConfig();
  if (config.server.workers > 1 && cluster.isPrimary) {
    leaveSignalsToOthers();
    supervise(config, script);
  } else {
    await serveAlone(config);
  }
}
