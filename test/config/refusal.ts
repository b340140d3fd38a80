import { ConfigurationError } from '../../src/config/configuration-error.js';
import type { Environs } from '../../src/config/env-file.js';
import { readConfig } from '../../src/config/read-config.js';

/** The error that these variables are refused with. */
export function refusalOf(environs: Environs): ConfigurationError {
  try {
    readConfig(environs);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}
