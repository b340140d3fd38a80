import { isPresentable } from '../../../text/unicode.js';
import { storableEmail, trimmedName } from '../../../users/canonical-name.js';
import type { AccountRow } from '../../../users/account-rows.js';
import type { Identity } from '../../../federation/identities/identities.js';
import type { Fields } from './fields.js';
import {
  assertNameable,
  assertRoles,
  type ImportedAccount,
  type ImportedIdentity,
  storableHash,
  uuidOf,
} from './imported-account.js';
import type { FormatContext } from './line-format.js';
import { LineRefused } from './line-refusal.js';

const ACCOUNT = new Set([
  ...['id', 'username', 'email', 'displayName', 'roles', 'createdAt', 'disabled'],
  ...['emailVerified', 'password', 'identities'],
]);
const PASSWORD = new Set(['hash']);
const IDENTITY = new Set([
  ...['issuer', 'subject', 'provider', 'id', 'email', 'createdAt', 'lastUsedAt'],
]);

const LONGEST = { displayName: 128, subject: 255, provider: 32 } as const;

function idOf(fields: Fields): string | null {
  if (!fields.has('id')) return null;
  return uuidOf(fields.text('id')) ?? fields.refuse('id', 'must be a UUID');
}

function displayNameOf(line: Fields): string | null {
  const text = line.text('displayName');
  if (text === null) return null;
  return isPresentable(text) && Array.from(text).length <= LONGEST.displayName
    ? text
    : line.refuse(
        'displayName',
        `must be visible text of at most ${LONGEST.displayName} characters`,
      );
}

function providerOf(identity: Fields, issuer: string, { providers }: FormatContext): string {
  if (identity.has('provider')) return identity.plainText('provider', LONGEST.provider);
  const provider = providers.find((each) => each.issuer === issuer);
  if (provider !== undefined) return provider.name;
  throw new LineRefused(
    'unknown-provider',
    'no provider is configured for the issuer of an identity',
  );
}

function identityOf(identity: Fields, context: FormatContext): ImportedIdentity {
  identity.assertOnly(IDENTITY);
  const issuer = identity.plainText('issuer', LONGEST.subject);
  return {
    issuer,
    subject: identity.plainText('subject', LONGEST.subject),
    provider: providerOf(identity, issuer, context),
    id: idOf(identity),
    email: storableEmail(identity.text('email')),
    createdAt: identity.moment('createdAt'),
    lastUsedAt: identity.moment('lastUsedAt'),
  };
}

function hashOf(line: Fields): string | null {
  const password = line.object('password');
  password?.assertOnly(PASSWORD);
  const hash = password?.text('hash') ?? null;
  return hash === null ? null : storableHash(hash);
}

/** A line of our own; whatever is in it that we do not know is a mistake. */
export function readPortcullisLine(line: Fields, context: FormatContext): ImportedAccount {
  line.assertOnly(ACCOUNT);
  const email = line.text('email');
  const names = {
    username: trimmedName(line.text('username') ?? ''),
    email: email === null ? null : trimmedName(email),
  };
  assertNameable(names);
  const roles = line.texts('roles');
  return {
    ...names,
    id: idOf(line),
    displayName: displayNameOf(line),
    roles: roles === null ? null : assertRoles(roles),
    createdAt: line.moment('createdAt'),
    disabled: line.since('disabled'),
    emailVerified: line.since('emailVerified'),
    passwordHash: hashOf(line),
    identities: line.objects('identities').map((each) => identityOf(each, context)),
  };
}

const iso = (moment: number): string => new Date(moment).toISOString();

function identityLine(identity: Identity): object {
  const { id, provider, issuer, subject, email, createdAt, lastUsedAt } = identity;
  return {
    id,
    provider,
    issuer,
    subject,
    ...(email === null ? {} : { email }),
    createdAt: iso(createdAt),
    lastUsedAt: iso(lastUsedAt),
  };
}

/** An account as a line of our own, which import reads back as the same. */
export function writePortcullisLine(row: AccountRow, identities: readonly Identity[]): string {
  const { id, username, email, displayName, roles, createdAt, passwordHash } = row;
  // One that has to be replaced is refused here, and must not be taken elsewhere.
  const isUsable = passwordHash !== null && row.newPasswordRequiredAt === null;
  return JSON.stringify({
    id,
    username,
    ...(email === null ? {} : { email }),
    displayName,
    roles,
    createdAt: iso(createdAt),
    ...(row.disabledAt === null ? {} : { disabled: iso(row.disabledAt) }),
    ...(row.emailVerifiedAt === null ? {} : { emailVerified: iso(row.emailVerifiedAt) }),
    ...(isUsable ? { password: { hash: passwordHash } } : {}),
    ...(identities.length === 0 ? {} : { identities: identities.map(identityLine) }),
  });
}
