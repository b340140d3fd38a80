import { AppConfig } from './app-config.js';
import { SETTINGS } from './read-config.js';
import { Secret } from './secret.js';

/** In place of what may hold a password or a key. */
export const MASK = '***';

function groupsOf(config: AppConfig): readonly object[] {
  return Object.values(config).filter(
    (part): part is object => typeof part === 'object' && part !== null && !Array.isArray(part),
  );
}

const valuesOf = (config: AppConfig): ReadonlyMap<string, unknown> =>
  new Map(groupsOf(config).flatMap((group) => Object.entries(group)));

/** As the variable would say it. */
function textOf(value: unknown): string {
  if (value === true) return 'on';
  if (value === false) return 'off';
  if (Array.isArray(value)) return value.map(textOf).join(',');
  if (value instanceof Secret) return value.toString();
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The settings that are not what they are by default, by their variables; secrets are masked. */
export function changedSettings(config: AppConfig): Readonly<Record<string, string>> {
  const defaults = valuesOf(new AppConfig());
  const values = valuesOf(config);
  return Object.fromEntries(
    Object.entries(SETTINGS).flatMap(([name, { variable, secret }]) => {
      const value = textOf(values.get(name));
      if (value === textOf(defaults.get(name))) return [];
      return [[variable, secret ? MASK : value]];
    }),
  );
}
