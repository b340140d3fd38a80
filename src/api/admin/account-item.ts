import type { FastifyReply } from 'fastify';
import type { ExpectedVersions } from '../../accounts/account-changes.js';
import { AuthError } from '../../errors/auth-error.js';
import type { User } from '../../users/users.js';

/** An account as an operator sees it. */
export interface AccountItem {
  readonly id: string;
  readonly username: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly createdAt: string;
  readonly disabledAt: string | null;
  /** When it is deleted, since its owner leaves. */
  readonly deletionAt: string | null;
  readonly newPasswordRequired: boolean;
}

const iso = (moment: number): string => new Date(moment).toISOString();

export const accountItem = (user: User): AccountItem => ({
  id: user.id,
  username: user.username,
  email: user.email,
  emailVerified: user.emailVerifiedAt !== null,
  displayName: user.displayName,
  roles: user.roles,
  createdAt: iso(user.createdAt),
  disabledAt: user.disabledAt === null ? null : iso(user.disabledAt),
  deletionAt: user.deletionAt === null ? null : iso(user.deletionAt),
  newPasswordRequired: user.newPasswordRequiredAt !== null,
});

export const etagOf = ({ version }: Pick<User, 'version'>): string => `"${version}"`;

/** The account, and its version in the header. */
export function tagged(reply: FastifyReply, user: User): AccountItem {
  void reply.header('etag', etagOf(user));
  return accountItem(user);
}

/** An entity-tag as ours are; weak ones never match (RFC 9110 §13.1.1). */
const ETAG = /^"(\d{1,15})"$/;

/** @throws AuthError PRECONDITION_REQUIRED (RFC 6585 §3) */
export function versionsIn(ifMatch: string | undefined): ExpectedVersions {
  if (ifMatch === undefined || ifMatch.trim() === '') throw AuthError.of('PRECONDITION_REQUIRED');
  if (ifMatch.trim() === '*') return null;
  return ifMatch.split(',').flatMap((tag) => {
    const [, version] = ETAG.exec(tag.trim()) ?? [];
    return version === undefined ? [] : [Number(version)];
  });
}
