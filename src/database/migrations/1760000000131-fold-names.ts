import type { MigrationInterface, QueryRunner } from 'typeorm';
import { type KeyedColumn, keyFaults, rewriteKeys } from './user-keys.js';
import { folded, INKLESS } from '../../text/unicode.js';

/** As a key is computed since this migration, whatever later versions do. */
const keyBy =
  (alphabet: RegExp) =>
  (text: string): string | null => {
    const key = folded(text.trim());
    const stable = alphabet.test(text.trim()) && alphabet.test(key) && folded(key) === key;
    return stable ? key : null;
  };

const NAME = new RegExp(String.raw`^(?:${INKLESS}[\p{L}\p{M}\p{Nd}._\-@+]){1,128}$`, 'u');
const EMAIL = new RegExp(String.raw`^(?:${INKLESS}[^\p{C}\p{Z}]){1,254}$`, 'u');

const COLUMNS: readonly KeyedColumn[] = [
  { name: 'username', keyOf: keyBy(NAME) },
  { name: 'email', keyOf: keyBy(EMAIL) },
];

/** As keys were computed before: ς and σ, ß and ss were two. */
const keyBefore = (text: string): string =>
  text.trim().normalize('NFKC').toLowerCase().normalize('NFKC');

class NamesCollide extends Error {
  readonly code = 'NAMES_COLLIDE';

  constructor(faults: readonly string[]) {
    const list = faults.map((fault) => `  ${fault}`).join('\n');
    super(
      'Letter case is now folded as Unicode folds it (ς is σ, ß is ss), and these accounts cannot ' +
        `keep their names:\n${list}\nNothing was changed. Rename one of each pair, as ` +
        'docs/operations.md says under "Names that meet", and start again.',
    );
  }
}

/** Reads and refuses before it writes: where a migration is no transaction, none is half done. */
export class FoldNames1760000000131 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const faults: string[] = [];
    for (const column of COLUMNS) faults.push(...(await keyFaults(runner, column)));
    if (faults.length > 0) throw new NamesCollide(faults);
    for (const column of COLUMNS) await rewriteKeys(runner, column);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of COLUMNS) await rewriteKeys(runner, { name, keyOf: keyBefore });
  }
}
