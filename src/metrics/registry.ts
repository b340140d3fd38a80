import { collectDefaultMetrics, Registry } from 'prom-client';

/** A registry of its own for each application, with the process's own numbers in it. */
export function createRegistry(): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return registry;
}
