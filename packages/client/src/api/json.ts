export type Json = Readonly<Record<string, unknown>>;

/** An object as it is; nothing is in anything else. */
export const objectIn = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};

export const textIn = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
