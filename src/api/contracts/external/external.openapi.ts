import type { ContractDocument } from '../contract.js';
import { FaultAnswer } from '../../openapi/fault-schemas.js';
import { ApiProperty } from '@nestjs/swagger';
import { BodyRefreshTokenProperty } from '../../openapi/properties.js';
import { BearerAnswer } from '../bearer-cookie/bearer-cookie.openapi.js';

/** What `external` answers; both tokens are in cookies too. */
export abstract class ExternalAnswer extends BearerAnswer {
  @ApiProperty({ example: 'Tokens generated successfully.' })
  abstract readonly message: string;
}

export abstract class RefreshedExternalAnswer extends ExternalAnswer {
  @BodyRefreshTokenProperty()
  abstract readonly refreshToken?: string;
}

export const document: ContractDocument = {
  opened: ExternalAnswer,
  refreshed: RefreshedExternalAnswer,
  faults: FaultAnswer,
};
