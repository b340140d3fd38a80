import { ConfigurationError } from '../config/configuration-error.js';

/** Runs one step of reading keys and hands back its faults, so that all files are looked at. */
export function faultsOf(step: () => void): readonly string[] {
  try {
    step();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
}

/** `ENOENT`, `EACCES` and their like. */
export function systemErrorCode(error: unknown): string {
  const named = typeof error === 'object' && error !== null && 'code' in error;
  return named && typeof error.code === 'string' ? error.code : 'unknown error';
}
