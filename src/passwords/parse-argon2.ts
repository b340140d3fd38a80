import type { StoredHash } from './stored-hash.js';

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`; no `v=` means version 16. */
const PHC_STRING =
  /^\$argon2(?<variant>id|i|d)(?:\$v=(?<version>16|19))?\$(?<cost>[mtp]=\d+(?:,[mtp]=\d+){2})\$(?<salt>[A-Za-z0-9+/]+)\$(?<tag>[A-Za-z0-9+/]+)$/;

/** What both engines can read, and what no login may exceed in memory or time. */
const BOUNDS = {
  memory: { least: 8, most: 1_048_576 },
  passes: { least: 1, most: 64 },
  /** KiB times passes; some half a second on one core. */
  work: { least: 8, most: 2_097_152 },
  lanes: { least: 1, most: 64 },
  saltBytes: { least: 8, most: 48 },
  tagBytes: { least: 16, most: 64 },
} as const;

function within(value: number, { least, most }: { least: number; most: number }): boolean {
  return value >= least && value <= most;
}

/** NaN for a parameter that is missing or not written as engines write it. */
function parameter(cost: string, name: 'm' | 't' | 'p'): number {
  return Number(new RegExp(`(?:^|,)${name}=([1-9]\\d{0,9})(?:,|$)`).exec(cost)?.[1]);
}

/** Of unpadded base64; NaN for text that no encoder writes, such as one cut short. */
function byteLength(base64: string): number {
  const bytes = Buffer.from(base64, 'base64');
  const canonical = bytes.toString('base64').replaceAll('=', '') === base64;
  return canonical ? bytes.length : Number.NaN;
}

/** Null for anything but a well-formed argon2 hash within bounds. */
export function parseArgon2(text: string): StoredHash | null {
  const groups = PHC_STRING.exec(text)?.groups;
  if (groups === undefined) return null;
  const { variant = '', version = '16', cost = '', salt = '', tag = '' } = groups;
  const memory = parameter(cost, 'm');
  const passes = parameter(cost, 't');
  const lanes = parameter(cost, 'p');
  const legible =
    within(memory, BOUNDS.memory) &&
    memory >= 8 * lanes &&
    within(passes, BOUNDS.passes) &&
    within(memory * passes, BOUNDS.work) &&
    within(lanes, BOUNDS.lanes) &&
    within(byteLength(salt), BOUNDS.saltBytes) &&
    within(byteLength(tag), BOUNDS.tagBytes);
  if (!legible) return null;
  return variant === 'id'
    ? { kind: 'argon2id', version: Number(version), cost: { memory, passes, lanes } }
    : { kind: 'argon2-other' };
}
