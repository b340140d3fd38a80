import { readFileSync } from 'node:fs';
import type { AppConfig } from './app-config.js';
import { parseEnvFile } from './env-file.js';
import { readConfig } from './read-config.js';
import { ConfigurationError } from './configuration-error.js';

const ENV_FILE = '.env';

/** Null where there is no such file. */
function contentOf(file: string): Buffer | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new ConfigurationError([`${file} is there and cannot be read`]);
  }
}

/**
 * The configuration of this process: its environment, and `.env` for what that leaves unset.
 * @throws ConfigurationError
 */
export function loadConfig(): AppConfig {
  const content = contentOf(ENV_FILE);
  const fromFile = content === null ? {} : parseEnvFile(ENV_FILE, content);
  // Workers and libraries that read the environment see the same; an empty variable counts as unset.
  for (const [name, value] of Object.entries(fromFile)) {
    if ((process.env[name] ?? '') === '') process.env[name] = value;
  }
  return readConfig(process.env);
}
