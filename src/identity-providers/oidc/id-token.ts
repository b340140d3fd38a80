import type { IDToken } from 'openid-client';
import { LEEWAY } from './oidc-client.js';
import { ExchangeFailure } from '../exchange-failure.js';

/** Core §2: at most 255 ASCII characters. Databases ignore blanks at the end, so there are none. */
const SUBJECT = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;

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
  if (!SUBJECT.test(sub)) throw refused('sub');
}
