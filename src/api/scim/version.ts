import type { ExpectedVersions } from '../../accounts/account-changes.js';
import { AuthError } from '../../errors/auth-error.js';

/** `meta.version` as it was told, or the same as a strong tag. */
const TAG = /^(?:W\/)?"(\d{1,15})"$/;

/** The versions that a change is for; null for any, also where nothing is said (RFC 7644 §3.14). */
export function versionsIn(ifMatch: string | undefined): ExpectedVersions {
  const tags = ifMatch?.trim() ?? '';
  if (tags === '' || tags === '*') return null;
  return tags.split(',').flatMap((tag) => {
    const [, version] = TAG.exec(tag.trim()) ?? [];
    return version === undefined ? [] : [Number(version)];
  });
}

/** @throws AuthError PRECONDITION_FAILED */
export function assertVersion(version: number, expected: ExpectedVersions): void {
  if (expected?.includes(version) === false) throw AuthError.of('PRECONDITION_FAILED');
}
