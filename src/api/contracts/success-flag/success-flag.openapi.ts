import type { ContractDocument } from '../contract.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { LoginChallengeAnswer } from '../../openapi/fault-schemas.js';
import {
  AccessTokenProperty,
  BodyRefreshTokenProperty,
  EmailProperty,
  RefreshTokenProperty,
  RolesProperty,
  UsernameProperty,
} from '../../openapi/properties.js';

abstract class FlagAccount {
  @UsernameProperty()
  abstract readonly username: string;

  @EmailProperty()
  abstract readonly email: string | null;

  @RolesProperty()
  abstract readonly roles: readonly string[];
}

export abstract class FlagSession extends FlagAccount {
  @AccessTokenProperty()
  abstract readonly token: string;

  @RefreshTokenProperty()
  abstract readonly refreshToken: string;
}

export abstract class RefreshedFlagSession extends FlagAccount {
  @AccessTokenProperty()
  abstract readonly accessToken: string;

  @BodyRefreshTokenProperty()
  abstract readonly refreshToken?: string;
}

abstract class FlagAnswer {
  @ApiProperty({ enum: [true], example: true })
  abstract readonly success: boolean;

  @ApiProperty({ example: 'Login successful' })
  abstract readonly message: string;
}

export abstract class FlagLoginAnswer extends FlagAnswer {
  @ApiProperty()
  abstract readonly data: FlagSession;
}

export abstract class FlagRefreshAnswer extends FlagAnswer {
  @ApiProperty()
  abstract readonly data: RefreshedFlagSession;
}

/** Everything under `/api/auth`. */
export abstract class FlagFaultAnswer {
  @ApiProperty({ enum: [false], example: false })
  abstract readonly success: boolean;

  @ApiProperty({ example: 'Invalid username or password' })
  abstract readonly message: string;

  @ApiPropertyOptional({
    type: LoginChallengeAnswer,
    description: 'What a login needs more, where it needs a second factor',
  })
  abstract readonly data?: LoginChallengeAnswer;
}

export const document: ContractDocument = {
  opened: FlagLoginAnswer,
  refreshed: FlagRefreshAnswer,
  faults: FlagFaultAnswer,
};
