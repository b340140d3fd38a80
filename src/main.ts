import { createApplication } from './application.js';
import { loadConfig } from './config/load-config.js';
import { drainOnSignals } from './http/server/shutdown.js';
import { welcome } from './http/server/welcome.js';
import { refuseToStart } from './refuse-to-start.js';

async function main(): Promise<void> {
  const config = loadConfig();
  const app = await createApplication(config);
  drainOnSignals(app);
  await app.listen({ port: config.port, host: config.host });
  if (!config.production) process.stdout.write(welcome(config, await app.getUrl()));
}

main().catch(refuseToStart);
