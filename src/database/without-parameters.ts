import { QueryFailedError } from 'typeorm';

const TELLTALES = ['parameters', 'sql'] as const;

/** Drops from a failed query what was bound to it, so that no log line can hold a hash. */
export function withoutParameters(error: unknown): unknown {
  if (!(error instanceof QueryFailedError)) return error;
  const cause: unknown = error.driverError;
  for (const holder of [error, cause]) {
    if (!(holder instanceof Error)) continue;
    for (const name of TELLTALES) Reflect.deleteProperty(holder, name);
  }
  return error;
}
