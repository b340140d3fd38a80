import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { LoggedRevocation } from '../../token-store/revocation-log.js';
import { Statements } from '../../tokens/statements.js';
import { INITIATORS } from '../feed-event.js';

/** CAEP §3.1, the one event of this kind that its interoperability profile asks for. */
export const SESSION_REVOKED =
  'https://schemas.openid.net/secevent/caep/event-type/session-revoked';

export const jtiOf = ({ chain, seq }: LoggedRevocation): string => `${chain}.${seq}`;

/** What CAEP has an event for: a session, or all sessions of a user. */
export const isSecurityEvent = ({ kind }: LoggedRevocation): boolean =>
  kind === 'session' || kind === 'user';

/** Writes revocations as Security Event Tokens (RFC 8417). */
@Injectable()
export class SecurityEvents {
  constructor(
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  sign(made: LoggedRevocation, clientId: string): Promise<string> {
    return this.statements.sign('secevent+jwt', {
      aud: clientId,
      iat: Math.floor(this.clock.now() / 1000),
      jti: jtiOf(made),
      sub_id: {
        format: 'complex',
        [made.kind]: { format: 'opaque', id: made.subject },
      },
      events: {
        [SESSION_REVOKED]: {
          event_timestamp: Math.floor(made.revokedAt / 1000),
          initiating_entity: INITIATORS[made.reason],
          reason_admin: { en: made.reason },
        },
      },
    });
  }
}
