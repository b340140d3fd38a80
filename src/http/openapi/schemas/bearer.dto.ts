import { ApiProperty } from '@nestjs/swagger';
import {
  AccessTokenProperty,
  BodyRefreshTokenProperty,
  ExpiresInProperty,
  TokenTypeProperty,
} from './properties.js';

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

/** What `external` answers; both tokens are in cookies too. */
export abstract class ExternalAnswer extends BearerAnswer {
  @ApiProperty({ example: 'Tokens generated successfully.' })
  abstract readonly message: string;
}

export abstract class RefreshedExternalAnswer extends ExternalAnswer {
  @BodyRefreshTokenProperty()
  abstract readonly refreshToken?: string;
}
