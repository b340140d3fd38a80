import { isJsonObject } from '../../requests/json-object.js';
import { Text } from '../../requests/text.js';

/** The body of an authorization code exchange. */
export class ExternalExchange {
  @Text({ label: 'Provider', max: 64 })
  readonly provider: string = '';

  @Text({ label: 'Authorization code', max: 4096 })
  readonly authCode: string = '';

  @Text({ label: 'Redirect URI', max: 2048, optional: true })
  readonly redirectUri?: string;

  @Text({ label: 'Code verifier', max: 128, optional: true })
  readonly codeVerifier?: string;

  @Text({ label: 'State', max: 512, optional: true })
  readonly state?: string;
}

const has = (body: unknown, fields: readonly string[]): boolean =>
  isJsonObject(body) && fields.some((field) => Object.hasOwn(body, field));

/** A code or a provider makes a token request an exchange. */
export const isExchange = (body: unknown): boolean => has(body, ['provider', 'authCode']);

/** Whoever sends a password and a code at once does not know what they are asking for. */
export const alsoHoldsPassword = (body: unknown): boolean => has(body, ['username', 'password']);
