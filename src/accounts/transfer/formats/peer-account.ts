import { trimmedName } from '../../../users/canonical-name.js';
import { derivedDisplayName } from '../../../federation/sign-up.js';
import { isPlain } from './fields.js';
import {
  assertNameable,
  assertRoles,
  type ImportedAccount,
  type ImportedIdentity,
  type Since,
  storableHash,
  uuidOf,
} from './imported-account.js';
import type { FormatContext } from './line-format.js';
import { LineRefused } from './line-refusal.js';

/** A person at a provider, which another server has its own name for. */
export interface PeerIdentity {
  readonly alias: string;
  readonly subject: string | null;
}

/** What the exports of other servers have in common. */
export interface PeerAccount {
  /** Null where the address is the name. */
  readonly username: string | null;
  readonly email: string | null;
  readonly id: string | null;
  readonly displayName: string | null;
  readonly roles: readonly string[] | null;
  readonly createdAt: number | null;
  readonly disabled: Since;
  readonly emailVerified: Since;
  readonly hash: string | null;
  readonly identities: readonly PeerIdentity[];
}

/** What others call the providers that have one issuer for all. */
const ISSUERS: ReadonlyMap<string, string> = new Map([
  ...['google', 'google-oauth2', 'google.com'].map(
    (alias) => [alias, 'https://accounts.google.com'] as const,
  ),
  ...['github', 'github.com'].map((alias) => [alias, 'https://github.com'] as const),
]);

const LONGEST_SUBJECT = 255;

function identityOf(
  { alias, subject }: PeerIdentity,
  { providers }: FormatContext,
): ImportedIdentity {
  const issuer = ISSUERS.get(alias);
  const provider =
    providers.find(({ name }) => name === alias) ??
    providers.find((each) => each.issuer === issuer);
  if (provider === undefined) {
    throw new LineRefused(
      'unknown-provider',
      'an identity is of a provider that is not configured',
    );
  }
  if (subject === null || !isPlain(subject, LONGEST_SUBJECT)) {
    throw new LineRefused('bad-field', 'an identity has no subject, or one that cannot be kept');
  }
  const nothing = { id: null, email: null, createdAt: null, lastUsedAt: null };
  return { provider: provider.name, issuer: provider.issuer, subject, ...nothing };
}

const present = (text: string | null): string | null =>
  text === null || text.trim() === '' ? null : trimmedName(text);

/**
 * An account of another server by the rules of this one.
 * @throws LineRefused
 */
export function accountOfPeer(peer: PeerAccount, context: FormatContext): ImportedAccount {
  const email = present(peer.email);
  const username = present(peer.username) ?? email;
  if (username === null)
    throw new LineRefused('invalid-name', 'there is neither a name nor an address');
  assertNameable({ username, email });
  return {
    username,
    email,
    id: uuidOf(peer.id),
    displayName: derivedDisplayName(peer.displayName, username),
    roles: context.keepRoles && peer.roles !== null ? assertRoles(peer.roles) : null,
    createdAt: peer.createdAt,
    disabled: peer.disabled,
    emailVerified: email === null ? false : peer.emailVerified,
    passwordHash: peer.hash === null ? null : storableHash(peer.hash),
    identities: peer.identities.map((identity) => identityOf(identity, context)),
  };
}
