import type { TokenKind } from './token-kind.js';
import type { VerificationKey } from './verification-key.js';

export const TYPES = ['at+jwt', 'rt+jwt'] as const satisfies readonly TokenKind<unknown>['typ'][];

/** The first segment of every token of one type that is signed with a key (RFC 7515 §7.1). */
export const protectedHeader = (
  { alg, kid }: Pick<VerificationKey, 'alg' | 'kid'>,
  typ: (typeof TYPES)[number],
): string => Buffer.from(JSON.stringify({ alg, kid, typ })).toString('base64url');
