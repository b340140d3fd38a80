import { toMilliseconds } from './session-state.js';
import type { RetryGrounds, ReuseCause } from '../audit/audit-event.js';
import type { AppConfig } from '../config/app-config.js';
import { networkOf } from '../limits/network.js';
import { boundedUse } from '../token-store/bounded-use.js';
import type { RotationUse, Session } from '../token-store/session.js';

/** What it means that a refresh token comes again which has been rotated already. */
export type ParentReturn =
  | { readonly kind: 'grace' }
  | { readonly kind: 'retry'; readonly grounds: RetryGrounds }
  | { readonly kind: 'reuse'; readonly cause: ReuseCause };

export interface Return {
  /** The generation that the token names. */
  readonly generation: number;
  readonly use: RotationUse;
  readonly now: number;
}

type Windows = Pick<AppConfig, 'refreshGrace' | 'refreshRetry'>;

/**
 * A successor is used once it is rotated in its turn: the row then names a later generation. Both
 * windows begin at the rotation, so that no return prolongs them.
 */
export function judgeReturn(
  session: Session,
  { generation, use, now }: Return,
  { refreshGrace, refreshRetry }: Windows,
): ParentReturn {
  if (session.generation !== generation + 1) return { kind: 'reuse', cause: 'successor-used' };
  const age = now - session.rotatedAt;
  if (age < toMilliseconds(refreshGrace)) return { kind: 'grace' };
  if (age >= toMilliseconds(refreshRetry)) return { kind: 'reuse', cause: 'too-late' };
  const grounds = retryGrounds(session.lastUse, use);
  return grounds === null ? { kind: 'reuse', cause: 'elsewhere' } : { kind: 'retry', grounds };
}

function retryGrounds(rotation: RotationUse, use: RotationUse): RetryGrounds | null {
  if (rotation.device !== null && rotation.device === use.device) return 'same-device';
  const { address, userAgent } = boundedUse(use);
  const samePlace =
    networkOf(address) === networkOf(rotation.address) && userAgent === rotation.userAgent;
  return samePlace ? 'same-place' : null;
}
