import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { isUnreachable } from '../../database/failure.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AuthError } from '../../errors/auth-error.js';
import { Identities } from '../../federation/identities/identities.js';
import { keysOf } from '../../users/account-keys.js';
import { AccountRows } from '../../users/account-rows.js';
import { Comparison, type Verdict } from './comparison.js';
import { LineRefused } from './formats/line-refusal.js';
import type { NewAccount } from './new-account.js';

/** What became of some lines. */
export interface Outcome {
  readonly added: number;
  /** They were there already. */
  readonly present: number;
  readonly refused: readonly { readonly line: number; readonly refusal: LineRefused }[];
}

const retired = (): LineRefused =>
  new LineRefused('name-taken', 'an account that was deleted had this name');

/** Something of a unit of work was taken after all; undoes the rest of it. */
class Taken extends Error {}

/** How often others may take at the same time what a batch was about to. */
const ATTEMPTS = 10;
/** A database that restarts, or is busy with others, gets a minute. */
const PATIENCE = 60;
const PAUSE = 1000;

const isPassing = (error: unknown): boolean =>
  isUnreachable(error) || (error instanceof AuthError && error.fault.code === 'OVERLOADED');

const ROWS = 500;

function* slices<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += ROWS) yield items.slice(start, start + ROWS);
}

/**
 * Writes accounts by the hundred. The store alone knows how far an import has come: what is there
 * already and equal counts as done, whether a run before, or another one beside it, has written it.
 */
@Injectable()
export class AccountWriting {
  constructor(
    private readonly rows: AccountRows,
    private readonly identities: Identities,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /** @param accounts at most 500, of which no two want the same */
  write(accounts: readonly NewAccount[]): Promise<Outcome> {
    return patiently(async () => {
      const { usable, refused } = await this.withoutRetired(accounts);
      const outcome = await this.writeAll(usable);
      return { ...outcome, refused: [...refused, ...outcome.refused] };
    });
  }

  /** What `write` would come to. */
  rehearse(accounts: readonly NewAccount[]): Promise<Outcome> {
    return patiently(async () => {
      const { usable, refused } = await this.withoutRetired(accounts);
      const { free, ...outcome } = await this.compare(usable);
      return { ...outcome, added: free.length, refused: [...refused, ...outcome.refused] };
    });
  }

  private async withoutRetired(
    accounts: readonly NewAccount[],
  ): Promise<Pick<Outcome, 'refused'> & { readonly usable: readonly NewAccount[] }> {
    const names = await this.rows.retired(accounts.map(({ row }) => row));
    const isRetired = ({ row }: NewAccount): boolean => names.has(keysOf(row).username);
    return {
      usable: accounts.filter((account) => !isRetired(account)),
      refused: accounts.filter(isRetired).map(({ line }) => ({ line, refusal: retired() })),
    };
  }

  /** Inserts first and looks only where that failed: most batches meet nothing. */
  private async writeAll(accounts: readonly NewAccount[]): Promise<Outcome> {
    let left = accounts;
    let present = 0;
    const refused: Outcome['refused'][number][] = [];
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (await this.insert(left)) return { added: left.length, present, refused };
      const compared = await this.compare(left);
      present += compared.present;
      refused.push(...compared.refused);
      left = compared.free;
    }
    throw new Error(`Others took what is imported ${ATTEMPTS} times in a row`);
  }

  private async insert(accounts: readonly NewAccount[]): Promise<boolean> {
    if (accounts.length === 0) return true;
    const rows = accounts.map(({ row }) => row);
    const identities = accounts.flatMap((account) => account.identities);
    if (identities.length === 0) return this.rows.addAll(rows);
    try {
      await this.unitOfWork.run(async () => {
        if (!(await this.rows.addAll(rows))) throw new Taken();
        for (const some of slices(identities)) {
          if (!(await this.identities.addAll(some))) throw new Taken();
        }
      });
      return true;
    } catch (error) {
      if (error instanceof Taken) return false;
      throw error;
    }
  }

  private async compare(
    accounts: readonly NewAccount[],
  ): Promise<Omit<Outcome, 'added'> & { readonly free: readonly NewAccount[] }> {
    const rows = await this.rows.clashing(accounts.map(({ row }) => row));
    const wanted = accounts.flatMap((account) => account.identities);
    const identities = [];
    for (const some of slices(wanted)) identities.push(...(await this.identities.clashing(some)));
    const comparison = new Comparison({ rows, identities });
    const judged = accounts.map(
      (account): readonly [NewAccount, Verdict] => [account, comparison.of(account)] as const,
    );
    return {
      free: judged.flatMap(([account, verdict]) => (verdict === 'free' ? [account] : [])),
      present: judged.filter(([, verdict]) => verdict === 'present').length,
      refused: judged.flatMap(([{ line }, verdict]) =>
        typeof verdict === 'string' ? [] : [{ line, refusal: verdict }],
      ),
    };
  }
}

/** What was written before the connection broke is found there by the next try. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === PATIENCE || !isPassing(error)) throw error;
      await delay(PAUSE);
    }
  }
}
