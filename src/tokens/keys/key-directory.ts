import { ConfigurationError } from '../../config/configuration-error.js';
import { type KeyFile, keyFiles } from './key-files.js';
import { privateKeyFromPem, publicKeyFromPem } from './key-pem.js';
import { parseMoment, parseTimes } from './key-times.js';
import type { RingKey, TurnKey } from './ring-key.js';
import type { SigningKey } from './verification-key.js';

const ACTIVE = '.active.pem';
const PUBLIC = '.pub.pem';
const ROTATED = /^rotation-([1-9]\d{0,8})\.pem$/;
const REVOKED = '.revoked';

/** The names of what the rotation writes. */
export const rotatedKey = (number: number): string => `rotation-${number}.pem`;
/** Holds when a key signs that does so earlier than its own file says. */
export const earlierTurn = (number: number): string => `rotation-${number}.earlier`;
export const revocationMark = (kid: string): string => `${kid}${REVOKED}`;

export interface ReadingRules {
  /** Whether a private key file that any account of the machine can open is a fault. */
  readonly confidential: boolean;
}

export interface KeyDirectory {
  readonly keys: readonly RingKey[];
  /** No key has a greater number. */
  readonly highest: number;
  /** The file that an operator called active. */
  readonly active: string | null;
}

/** Runs one step of reading keys and hands back its faults, so that all files are looked at. */
function faultsOf(step: () => void): readonly string[] {
  try {
    step();
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
}

const numberIn = (name: string): number => Number(ROTATED.exec(name)?.[1] ?? 0);

/** The keys of one directory, file by file. */
class Reading {
  private readonly byName: ReadonlyMap<string, KeyFile>;

  constructor(
    private readonly files: readonly KeyFile[],
    private readonly rules: ReadingRules,
  ) {
    this.byName = new Map(files.map((file) => [file.name, file]));
  }

  /** @throws ConfigurationError with the faults of all files */
  all(): KeyDirectory {
    const keys: RingKey[] = [];
    const pem = this.files.filter(({ name }) => name.endsWith('.pem'));
    const faults = pem.flatMap((file) =>
      faultsOf(() => {
        keys.push(this.keyIn(file));
      }),
    );
    const active = pem.filter(({ name }) => name.endsWith(ACTIVE)).map(({ path }) => path);
    if (faults.length === 0 && active.length > 1) {
      faults.push(`${active.join(' and ')} cannot both sign, only one file may be active`);
    }
    if (faults.length > 0) throw new ConfigurationError(faults);
    const highest = Math.max(0, ...this.files.map(({ name }) => numberIn(name)));
    return { keys, highest, active: active[0] ?? null };
  }

  private keyIn(file: KeyFile): RingKey {
    const { name, path, text } = file;
    if (name.endsWith(PUBLIC)) return this.standing(publicKeyFromPem(path, text));
    const key = this.privateKey(file);
    // Of a time when nothing was rotated.
    if (name.endsWith(ACTIVE)) return this.turn(key, 0, { publishedAt: 0, signsFrom: 0 });
    const number = numberIn(name);
    if (number === 0) return this.standing(key);
    const { publishedAt, signsFrom } = parseTimes(path, text);
    const earlier = Math.min(signsFrom, this.earlierTurnOf(number) ?? signsFrom);
    return this.turn(key, number, { publishedAt, signsFrom: earlier });
  }

  private earlierTurnOf(number: number): number | null {
    const file = this.byName.get(earlierTurn(number));
    return file === undefined ? null : parseMoment(file.path, file.text);
  }

  private privateKey({ path, text, open }: KeyFile): SigningKey {
    const key = privateKeyFromPem(path, text);
    if (this.rules.confidential && open) {
      throw new ConfigurationError([`${path} is open to every account, restrict it (chmod 600)`]);
    }
    return key;
  }

  private standing(key: RingKey['key']): RingKey {
    return { key, signsFrom: null, revokedAt: this.revocationOf(key.kid) };
  }

  private turn(
    key: SigningKey,
    number: number,
    times: Pick<TurnKey, 'publishedAt' | 'signsFrom'>,
  ): TurnKey {
    return { key, number, ...times, revokedAt: this.revocationOf(key.kid) };
  }

  /** A mark revokes, whatever became of what is in it. */
  private revocationOf(kid: string): number | null {
    const mark = this.byName.get(revocationMark(kid));
    if (mark === undefined) return null;
    const revokedAt = Number(mark.text.trim());
    return Number.isSafeInteger(revokedAt) ? revokedAt : 0;
  }
}

/**
 * Reads `<name>.active.pem` (signs until another key does), `rotation-<number>.pem` (signs by the
 * times in it), `<name>.pub.pem` and every other `<name>.pem` (verify). A directory that does
 * not exist holds no keys.
 * @throws ConfigurationError with the faults of all files.
 */
export async function readKeyDirectory(
  directory: string,
  rules: ReadingRules,
): Promise<KeyDirectory> {
  return directoryOf(await keyFiles(directory), rules);
}

export const directoryOf = (files: readonly KeyFile[], rules: ReadingRules): KeyDirectory =>
  new Reading(files, rules).all();
