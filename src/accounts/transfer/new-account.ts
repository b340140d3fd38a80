import { v7 as uuidv7 } from 'uuid';
import type { Identity } from '../../federation/identities/identities.js';
import type { AccountRow } from '../../users/account-rows.js';
import { UNTOUCHED } from '../../users/users.js';
import type { ImportedAccount, ImportedIdentity, Since } from './formats/imported-account.js';

/** What a line says, and the rows that come of it where nothing stands against them. */
export interface NewAccount {
  readonly line: number;
  readonly said: ImportedAccount;
  readonly row: AccountRow;
  readonly identities: readonly Identity[];
}

/** What holds where a line says nothing. */
export interface Defaults {
  readonly roles: readonly string[];
  readonly now: number;
}

function momentOf(since: Since | null, now: number): number | null {
  if (typeof since === 'number') return since;
  return since === true ? now : null;
}

function identityOf(said: ImportedIdentity, row: AccountRow): Identity {
  const { provider, issuer, subject, email } = said;
  const createdAt = said.createdAt ?? row.createdAt;
  const lastUsedAt = said.lastUsedAt ?? createdAt;
  const id = said.id ?? uuidv7();
  return { id, userId: row.id, provider, issuer, subject, email, createdAt, lastUsedAt };
}

export function newAccount(
  line: number,
  said: ImportedAccount,
  { roles, now }: Defaults,
): NewAccount {
  const row = {
    id: said.id ?? uuidv7(),
    username: said.username,
    email: said.email,
    displayName: said.displayName ?? said.username,
    roles: said.roles ?? roles,
    createdAt: said.createdAt ?? now,
    ...UNTOUCHED,
    disabledAt: momentOf(said.disabled, now),
    emailVerifiedAt: momentOf(said.emailVerified, now),
    passwordHash: said.passwordHash,
  };
  return { line, said, row, identities: said.identities.map((each) => identityOf(each, row)) };
}
