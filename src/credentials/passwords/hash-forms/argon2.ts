import { natural, strictBase64, within } from './bytes.js';

/** What an argon2 hash costs (RFC 9106 §3.1). */
export interface Argon2Cost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly lanes: number;
}

interface Argon2Text {
  readonly version: number;
  readonly cost: Argon2Cost;
  /** With its parameters in the order that RFC 9106's own program writes. */
  readonly text: string;
}

export type Argon2Hash =
  | ({ readonly kind: 'argon2id' } & Argon2Text)
  /** argon2i and argon2d, which new hashes do not use. */
  | ({ readonly kind: 'argon2-other' } & Argon2Text);

/** `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`; no `v=` means version 16. */
const PHC_STRING =
  /^\$argon2(?<variant>id|i|d)(?:\$v=(?<version>16|19))?\$(?<cost>[mtp]=\d+(?:,[mtp]=\d+){2})\$(?<salt>[A-Za-z0-9+/]+)\$(?<tag>[A-Za-z0-9+/]+)$/;

/** What both engines can read. */
const LEGIBLE = {
  memory: { least: 8, most: 4_294_967_295 },
  passes: { least: 1, most: 4_294_967_295 },
  lanes: { least: 1, most: 64 },
  saltBytes: { least: 8, most: 48 },
  tagBytes: { least: 16, most: 64 },
} as const;

/** What no login may exceed. */
const MOST = {
  memory: 1_048_576,
  passes: 64,
  /** KiB times passes; some half a second on one core. */
  work: 2_097_152,
} as const;

/** NaN for a parameter that is missing or not written as engines write it. */
function parameter(cost: string, name: 'm' | 't' | 'p'): number {
  return natural(new RegExp(`(?:^|,)${name}=(\\d+)(?:,|$)`).exec(cost)?.[1]);
}

const isLegible = ({ memory, passes, lanes }: Argon2Cost): boolean =>
  within(memory, LEGIBLE.memory) &&
  memory >= 8 * lanes &&
  within(passes, LEGIBLE.passes) &&
  within(lanes, LEGIBLE.lanes);

const isBearable = ({ memory, passes }: Argon2Cost): boolean =>
  memory <= MOST.memory && passes <= MOST.passes && memory * passes <= MOST.work;

const byteLength = (base64: string): number => strictBase64(base64)?.length ?? NaN;

/** Null for anything but a well-formed argon2 hash. */
export function parseArgon2(text: string): Argon2Hash | { readonly kind: 'too-costly' } | null {
  const groups = PHC_STRING.exec(text)?.groups;
  if (groups === undefined) return null;
  const { variant = '', version = '16', cost: written = '', salt = '', tag = '' } = groups;
  const cost = {
    memory: parameter(written, 'm'),
    passes: parameter(written, 't'),
    lanes: parameter(written, 'p'),
  };
  const legible =
    isLegible(cost) &&
    within(byteLength(salt), LEGIBLE.saltBytes) &&
    within(byteLength(tag), LEGIBLE.tagBytes);
  if (!legible) return null;
  if (!isBearable(cost)) return { kind: 'too-costly' };
  const ordered = `m=${cost.memory},t=${cost.passes},p=${cost.lanes}`;
  return {
    kind: variant === 'id' ? 'argon2id' : 'argon2-other',
    version: Number(version),
    cost,
    text: text.replace(`$${written}$`, `$${ordered}$`),
  };
}
