import { createHash, randomInt } from 'node:crypto';

/** Without letters and digits that look alike (Crockford's base 32). */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
/** Letters of a group: four of them hold 120 bits. */
const GROUP = 6;

/** Codes that an account is given at once. */
const CODES = 10;

const newCode = (): string =>
  Array.from({ length: GROUPS }, () =>
    Array.from({ length: GROUP }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  ).join('-');

export const newCodes = (): readonly string[] => Array.from({ length: CODES }, newCode);

/** As it was told, however it was typed. */
const canonical = (code: string): string =>
  code.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');

/** As random as a key, so that no slow hash is needed. */
export const digestOf = (code: string): string =>
  createHash('sha256').update(canonical(code)).digest('base64url');

/** What a code came to. */
export type RecoveryOutcome = 'right' | 'wrong-code' | 'used-code';

export abstract class RecoveryCodes {
  /** Part of a unit of work: takes the place of those that were given before. */
  abstract replace(userId: string, codes: readonly string[]): Promise<void>;
  /** One compare-and-set; `right` for the single caller who may go in by the code. */
  abstract use(userId: string, code: string, now: number): Promise<RecoveryOutcome>;
  /** How many have not been used. */
  abstract left(userId: string): Promise<number>;
  abstract forgetAllOf(userId: string): Promise<void>;
}
