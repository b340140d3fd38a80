/** Where a setting is read from, and how its text becomes a value. */
export interface Setting {
  readonly variable: string;
  /** Another spelling that counts too. */
  readonly alias?: string;
  /** Whether `<variable>_FILE` may name a file that holds it. */
  readonly secret?: true;
  /** What cannot be read comes back as it is, for the validator to refuse. */
  readonly read: (text: string) => unknown;
}

/** The variable of every setting of a group; exhaustive by its type. */
export type SettingsOf<Group> = Readonly<Record<keyof Group & string, Setting>>;

export const text = (value: string): string => value;

export const list = (value: string): readonly string[] =>
  value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

export const integer = (value: string): number =>
  /^\d+$/.test(value) ? Number(value) : Number.NaN;

export const decimal = (value: string): number =>
  /^\d+(\.\d+)?$/.test(value) ? Number(value) : Number.NaN;

export const onOff = (value: string): unknown =>
  value === 'on' ? true : value === 'off' ? false : value;

export const ON_OFF = { message: '$property must be on or off' } as const;

/** The fields that a group has, of settings that may hold those of others too. */
export function own<Group extends object>(group: Group, settings: object): Group {
  for (const name of Object.keys(group)) {
    const value: unknown = Reflect.get(settings, name);
    if (value !== undefined) Reflect.set(group, name, value);
  }
  return Object.freeze(group);
}
