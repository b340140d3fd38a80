import { ApiProperty } from '@nestjs/swagger';
import {
  AccessTokenProperty,
  BodyRefreshTokenProperty,
  EmailProperty,
  RefreshTokenProperty,
  RolesProperty,
  UsernameProperty,
} from './properties.js';

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
