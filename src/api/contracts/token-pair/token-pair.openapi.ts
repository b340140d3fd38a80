import type { ContractDocument } from '../contract.js';
import { FaultAnswer } from '../../openapi/fault-schemas.js';
import {
  AccessTokenProperty,
  BodyRefreshTokenProperty,
  RefreshTokenProperty,
} from '../../openapi/properties.js';

/** What `token-pair` answers at login. */
export abstract class TokenPairAnswer {
  @AccessTokenProperty()
  abstract readonly accessToken: string;

  @RefreshTokenProperty()
  abstract readonly refreshToken: string;
}

/** The same after a refresh. */
export abstract class RefreshedTokenPairAnswer {
  @AccessTokenProperty()
  abstract readonly accessToken: string;

  @BodyRefreshTokenProperty()
  abstract readonly refreshToken?: string;
}

export const document: ContractDocument = {
  opened: TokenPairAnswer,
  refreshed: RefreshedTokenPairAnswer,
  faults: FaultAnswer,
};
