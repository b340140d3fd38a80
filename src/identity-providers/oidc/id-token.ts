import type { IDToken } from 'openid-client';
import { LEEWAY } from './oidc-client.js';
import { ExchangeFailure } from '../exchange-failure.js';

const MAX_SUBJECT = 255;

const refused = (detail: string): ExchangeFailure =>
  new ExchangeFailure('id-token-refused', detail);

/**
 * What OpenID Connect Core §3.1.3.7 asks for beyond what the library checks.
 * @param now milliseconds since the epoch
 * @throws ExchangeFailure
 */
export function assertIdToken({ azp, iat, sub }: IDToken, clientId: string, now: number): void {
  if (azp !== undefined && azp !== clientId) throw refused('azp');
  if (iat > now / 1000 + LEEWAY) throw refused('iat');
  // §2: at most 255 ASCII characters.
  if (sub === '' || sub.length > MAX_SUBJECT) throw refused('sub');
}
