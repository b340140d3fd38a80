import { toMilliseconds } from './session-tokens.js';
import type { RetryGrounds, ReuseCause } from '../audit/audit-cause.js';
import type { SessionSettings } from '../config/session-settings.js';
import { networkOf } from '../limits/networks.js';
import { boundedUse, type RotationUse, type Session } from '../token-store/token-store.js';

/** What it means that a refresh token comes again which has been rotated already. */
export type ReuseVerdict =
  | { readonly kind: 'grace' }
  | { readonly kind: 'retry'; readonly grounds: RetryGrounds }
  | { readonly kind: 'reuse'; readonly cause: ReuseCause };

export interface Return {
  /** The generation that the token names. */
  readonly generation: number;
  readonly use: RotationUse;
  readonly now: number;
}

type Windows = Pick<SessionSettings, 'refreshGrace' | 'refreshRetry'>;

/**
 * A successor is used once it is rotated in its turn: the row then names a later generation. Both
 * windows begin at the rotation, so that no return prolongs them.
 */
export function judgeReuse(
  session: Session,
  { generation, use, now }: Return,
  { refreshGrace, refreshRetry }: Windows,
): ReuseVerdict {
  if (session.generation !== generation + 1) return { kind: 'reuse', cause: 'successor-used' };
  const age = now - session.rotatedAt;
  if (age < toMilliseconds(refreshGrace)) return { kind: 'grace' };
  if (age >= toMilliseconds(refreshRetry)) return { kind: 'reuse', cause: 'too-late' };
  const grounds = retryGrounds(session, use);
  return grounds === null ? { kind: 'reuse', cause: 'elsewhere' } : { kind: 'retry', grounds };
}

function retryGrounds(
  { lastAddress, lastUserAgent, lastDevice }: Session,
  use: RotationUse,
): RetryGrounds | null {
  if (lastDevice !== null && lastDevice === use.device) return 'same-device';
  const { address, userAgent } = boundedUse(use);
  const samePlace = networkOf(address) === networkOf(lastAddress) && userAgent === lastUserAgent;
  return samePlace ? 'same-place' : null;
}
