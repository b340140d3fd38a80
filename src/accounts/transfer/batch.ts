import { keysOf } from '../../users/account-keys.js';
import type { Identity } from '../../federation/identities/identities.js';
import type { NewAccount } from './new-account.js';

/** Rows of one table in one statement. */
const MOST = 500;

/** Equal for one person at one provider. */
export const personKey = ({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string =>
  JSON.stringify([issuer, subject]);

function claimsOf({ row, identities }: NewAccount): readonly string[] {
  const { username, email } = keysOf(row);
  return [
    `id ${row.id}`,
    `name ${username}`,
    ...(email === null ? [] : [`address ${email}`]),
    ...identities.flatMap((each) => [`identity ${each.id}`, `person ${personKey(each)}`]),
  ];
}

/** Whether an account wants one thing twice, which no batch could give it. */
export const contradictsItself = (account: NewAccount): boolean => {
  const claims = claimsOf(account);
  return new Set(claims).size < claims.length;
};

/** Accounts that are written together, of which no two want the same. */
export class Batch {
  readonly accounts: NewAccount[] = [];
  private readonly claims = new Set<string>();
  private identities = 0;

  /** False where it is full, or where one before wants the same: then this one is for the next batch. */
  take(account: NewAccount): boolean {
    const claims = claimsOf(account);
    const identities = this.identities + account.identities.length;
    const crowded = this.accounts.length === MOST || (identities > MOST && this.identities > 0);
    if (crowded || claims.some((claim) => this.claims.has(claim))) return false;
    for (const claim of claims) this.claims.add(claim);
    this.accounts.push(account);
    this.identities = identities;
    return true;
  }
}
