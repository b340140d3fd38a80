import { isOutdated, parseStoredHash } from '../../credentials/passwords/stored-hash.js';
import type { Identity } from '../../federation/identities/identities.js';
import type { AccountRow } from '../../users/account-rows.js';
import { keysOf } from '../../users/account-keys.js';
import { sameRoles } from '../../users/roles.js';
import { personKey } from './batch.js';
import type { ImportedAccount, Since } from './formats/imported-account.js';
import { LineRefused } from './formats/line-refusal.js';
import type { NewAccount } from './new-account.js';

/** What the store holds that has something in common with a batch. */
export interface Existing {
  readonly rows: readonly AccountRow[];
  readonly identities: readonly Identity[];
}

/** What a line comes to beside what is there already. */
export type Verdict = 'free' | 'present' | LineRefused;

function agrees(said: Since | null, moment: number | null): boolean {
  if (said === null) return true;
  return typeof said === 'boolean' ? said === (moment !== null) : said === moment;
}

/** A login since the import has put a new hash in the place of an old one. */
function isSuccessor(stored: string | null, said: string): boolean {
  return (
    stored !== null && isOutdated(parseStoredHash(said)) && !isOutdated(parseStoredHash(stored))
  );
}

const sameHash = (stored: string | null, said: string | null): boolean =>
  said === null || stored === said || isSuccessor(stored, said);

/** In what an account differs from what a line says of it. */
function differences(row: AccountRow, said: ImportedAccount): readonly string[] {
  const same: Readonly<Record<string, boolean>> = {
    id: said.id === null || said.id === row.id,
    username: said.username === row.username,
    email: said.email === row.email,
    displayName: said.displayName === null || said.displayName === row.displayName,
    roles: said.roles === null || sameRoles(said.roles, row.roles),
    createdAt: said.createdAt === null || said.createdAt === row.createdAt,
    disabled: agrees(said.disabled, row.disabledAt),
    // Since then its owner may have shown that the address is theirs.
    emailVerified: said.emailVerified === false || agrees(said.emailVerified, row.emailVerifiedAt),
    password: sameHash(row.passwordHash, said.passwordHash),
  };
  return Object.keys(same).filter((name) => same[name] === false);
}

/** For many look-ups of what a batch meets. */
export class Comparison {
  private readonly byId: ReadonlyMap<string, AccountRow>;
  private readonly byName: ReadonlyMap<string, AccountRow>;
  private readonly emails: ReadonlySet<string>;
  private readonly byPerson: ReadonlyMap<string, Identity>;
  private readonly identityIds: ReadonlySet<string>;

  constructor({ rows, identities }: Existing) {
    const keyed = rows.map((row) => ({ row, keys: keysOf(row) }));
    this.byId = new Map(rows.map((row) => [row.id, row]));
    this.byName = new Map(keyed.map(({ row, keys }) => [keys.username, row]));
    this.emails = new Set(keyed.flatMap(({ keys: { email } }) => (email === null ? [] : [email])));
    this.byPerson = new Map(identities.map((each) => [personKey(each), each]));
    this.identityIds = new Set(identities.map(({ id }) => id));
  }

  of(account: NewAccount): Verdict {
    const { username, email } = keysOf(account.row);
    const ofId = this.byId.get(account.row.id);
    const there = ofId ?? this.byName.get(username);
    if (there !== undefined) {
      return this.beside(account, there, ofId === undefined ? 'name-taken' : 'id-taken');
    }
    if (email !== null && this.emails.has(email)) {
      return new LineRefused('email-taken', 'another account has this address');
    }
    return account.identities.some((each) => this.isTaken(each))
      ? new LineRefused('identity-taken', 'another account has one of the identities')
      : 'free';
  }

  private beside(
    { said }: NewAccount,
    there: AccountRow,
    reason: 'name-taken' | 'id-taken',
  ): Verdict {
    const lacking = said.identities.filter(
      (each) => this.byPerson.get(personKey(each))?.userId !== there.id,
    );
    const names = [...differences(there, said), ...(lacking.length > 0 ? ['identities'] : [])];
    if (names.length === 0) return 'present';
    return new LineRefused(reason, `the account that is there differs in ${names.join(', ')}`);
  }

  private isTaken(identity: Identity): boolean {
    return this.byPerson.has(personKey(identity)) || this.identityIds.has(identity.id);
  }
}
