import { REVOCATION_LIFE } from '../token-store/revocation-index.js';
import type {
  LoggedRevocation,
  RevocationReason,
  RevokedKind,
} from '../token-store/revocation-log.js';

/** Who brought it about, in the words of CAEP §2: `policy` is a rule of this server. */
export type InitiatingEntity = 'admin' | 'user' | 'policy' | 'system';

/** A revocation in the feed; members named as in RFC 8417, RFC 9493 and CAEP. */
export interface FeedEvent {
  readonly jti: string;
  readonly type: `${RevokedKind}-revoked`;
  readonly sub_id: { readonly format: 'opaque'; readonly id: string };
  /** Seconds since the epoch. */
  readonly event_timestamp: number;
  /** From then on no token that it is about is alive; in seconds since the epoch. */
  readonly until: number;
  readonly initiating_entity: InitiatingEntity;
  readonly reason_admin: RevocationReason;
}

export const INITIATORS: Readonly<Record<RevocationReason, InitiatingEntity>> = {
  logout: 'user',
  'ended-by-user': 'user',
  'ended-by-operator': 'admin',
  'token-revoked': 'system',
  'password-reset': 'user',
  'password-changed': 'user',
  'session-limit': 'policy',
  'used-elsewhere': 'policy',
  reuse: 'policy',
  'user-disabled': 'admin',
  'user-gone': 'admin',
  'client-disabled': 'admin',
  'key-revoked': 'admin',
};

export const feedEvent = (made: LoggedRevocation): FeedEvent => ({
  jti: `${made.chain}.${made.seq}`,
  type: `${made.kind}-revoked`,
  sub_id: { format: 'opaque', id: made.subject },
  event_timestamp: Math.floor(made.revokedAt / 1000),
  until: Math.ceil((made.revokedAt + REVOCATION_LIFE) / 1000),
  initiating_entity: INITIATORS[made.reason],
  reason_admin: made.reason,
});
