import type { ContractDocument } from '../contract.js';
import {
  EnvelopeSessionAnswer,
  RefreshedEnvelopeAnswer,
  EnvelopeFaultAnswer,
} from '../envelope/envelope.openapi.js';
import {
  AccessTokenProperty,
  ExpiresInProperty,
  TokenTypeProperty,
} from '../../openapi/properties.js';

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

export const document: ContractDocument = {
  opened: CombinedLoginAnswer,
  refreshed: RefreshedCombinedLoginAnswer,
  faults: EnvelopeFaultAnswer,
};
