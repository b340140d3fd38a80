import { existsSync } from 'node:fs';
import type { AppConfig } from './app-config.js';
import { readConfig } from './read-config.js';

const ENV_FILE = '.env';

/**
 * The configuration of this process: its environment, and `.env` for what that leaves unset.
 * @throws ConfigurationError
 */
export function loadConfig(): AppConfig {
  if (existsSync(ENV_FILE)) process.loadEnvFile(ENV_FILE);
  return readConfig(process.env);
}
