import type { Environs } from '../env-file.js';
import type { ProviderSettings } from './provider-settings.js';
import { readProvider } from './read-provider.js';

const NAME = /^[a-z][a-z0-9-]{0,31}$/;

export interface ReadProviders {
  readonly providers: readonly ProviderSettings[];
  readonly faults: readonly string[];
  /** Names of all their variables, set or not. */
  readonly variables: readonly string[];
}

function nameFaults(names: readonly string[]): readonly string[] {
  return [
    ...(names.every((name) => NAME.test(name))
      ? []
      : ['PROVIDERS must list names of lower-case letters, digits and hyphens']),
    ...(new Set(names).size === names.length ? [] : ['PROVIDERS must not name a provider twice']),
  ];
}

/** Every provider that `PROVIDERS` names, and everything that is wrong with them. */
export function readProviders(
  names: readonly string[],
  environs: Environs,
  production: boolean,
): ReadProviders {
  const wrongNames = nameFaults(names);
  if (wrongNames.length > 0) return { providers: [], faults: wrongNames, variables: [] };
  const read = names.map((name) => readProvider(name, environs, production));
  const providers = read.flatMap(({ settings }) => (settings === null ? [] : [settings]));
  return {
    providers,
    faults: read.flatMap(({ faults }) => faults),
    variables: read.flatMap(({ variables }) => variables),
  };
}
