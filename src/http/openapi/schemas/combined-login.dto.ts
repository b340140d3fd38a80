import { EnvelopeSessionAnswer, RefreshedEnvelopeAnswer } from './envelope.dto.js';
import { AccessTokenProperty, ExpiresInProperty, TokenTypeProperty } from './properties.js';

/** `envelope` and `bearer-cookie` in one. */
export abstract class CombinedLoginAnswer extends EnvelopeSessionAnswer {
  @AccessTokenProperty()
  abstract readonly accessToken: string;

  @TokenTypeProperty()
  abstract readonly tokenType: 'Bearer';

  @ExpiresInProperty()
  abstract readonly expiresIn: number;
}

export abstract class RefreshedCombinedLoginAnswer extends RefreshedEnvelopeAnswer {
  @AccessTokenProperty()
  abstract readonly accessToken: string;

  @TokenTypeProperty()
  abstract readonly tokenType: 'Bearer';

  @ExpiresInProperty()
  abstract readonly expiresIn: number;
}
