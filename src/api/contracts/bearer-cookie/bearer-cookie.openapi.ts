import type { ContractDocument } from '../contract.js';
import { FaultAnswer } from '../../openapi/fault-schemas.js';
import {
  AccessTokenProperty,
  BodyRefreshTokenProperty,
  ExpiresInProperty,
  TokenTypeProperty,
} from '../../openapi/properties.js';

/** What `bearer-cookie` answers at login; the refresh token is in the cookie. */
export abstract class BearerAnswer {
  @AccessTokenProperty()
  abstract readonly accessToken: string;

  @TokenTypeProperty()
  abstract readonly tokenType: 'Bearer';

  @ExpiresInProperty()
  abstract readonly expiresIn: number;
}

export abstract class RefreshedBearerAnswer extends BearerAnswer {
  @BodyRefreshTokenProperty()
  abstract readonly refreshToken?: string;
}

export const document: ContractDocument = {
  opened: BearerAnswer,
  refreshed: RefreshedBearerAnswer,
  faults: FaultAnswer,
};
