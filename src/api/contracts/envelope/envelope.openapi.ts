import type { ContractDocument } from '../contract.js';
import {
  FaultFields,
  type LoginChallengeAnswer,
  NullableChallengeProperty,
} from '../../openapi/fault-schemas.js';
import { ApiProperty } from '@nestjs/swagger';
import {
  AccessTokenProperty,
  BodyRefreshTokenProperty,
  DisplayNameProperty,
  EnvelopeTimestampProperty,
  RefreshTokenProperty,
  StatusProperty,
  UsernameProperty,
} from '../../openapi/properties.js';

abstract class EnvelopeAnswer {
  @EnvelopeTimestampProperty()
  abstract readonly timestamp: string;

  @StatusProperty(200)
  abstract readonly status: number;

  @ApiProperty({ example: 'Authentication successful' })
  abstract readonly message: string;
}

export abstract class EnvelopeSession {
  @AccessTokenProperty()
  abstract readonly token: string;

  @RefreshTokenProperty()
  abstract readonly refreshToken: string;

  @UsernameProperty()
  abstract readonly username: string;

  @DisplayNameProperty()
  abstract readonly displayName: string;
}

export abstract class RefreshedEnvelopeSession {
  @AccessTokenProperty()
  abstract readonly token: string;

  @BodyRefreshTokenProperty()
  abstract readonly refreshToken?: string;

  @UsernameProperty()
  abstract readonly username: string;

  @DisplayNameProperty()
  abstract readonly displayName: string;
}

/** What `envelope` answers at registration and login. */
export abstract class EnvelopeSessionAnswer extends EnvelopeAnswer {
  @ApiProperty()
  abstract readonly data: EnvelopeSession;
}

export abstract class RefreshedEnvelopeAnswer extends EnvelopeAnswer {
  @ApiProperty()
  abstract readonly data: RefreshedEnvelopeSession;
}

export abstract class EnvelopeValidationAnswer extends EnvelopeAnswer {
  @ApiProperty({ enum: [true], example: true })
  abstract readonly data: boolean;
}

/** The same on the envelope's routes. */
export abstract class EnvelopeFaultAnswer extends FaultFields {
  @EnvelopeTimestampProperty()
  abstract readonly timestamp: string;

  @NullableChallengeProperty()
  abstract readonly data: LoginChallengeAnswer | null;
}

export const document: ContractDocument = {
  opened: EnvelopeSessionAnswer,
  refreshed: RefreshedEnvelopeAnswer,
  faults: EnvelopeFaultAnswer,
};
