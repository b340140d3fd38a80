import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { PasswordCredentials } from '../../auth/password-credentials.js';
import type { RefreshBody } from '../../auth/refresh-body.js';
import type { RegistrationBody } from '../../auth/registration-body.js';
import type { ExternalExchange } from '../../contracts/external/external-exchange.js';
import { LAST_REFRESH_TOKEN, NEW_USER } from '../example-values.js';

export abstract class RegistrationRequest implements RegistrationBody {
  @ApiProperty({
    description: 'Letters, marks, digits and `._-@+`; unique, case ignored',
    maxLength: 128,
    example: NEW_USER.username,
  })
  abstract readonly username: string;

  @ApiProperty({
    format: 'password',
    description: 'No common password, neither the name nor the address',
    minLength: 8,
    maxLength: 256,
    example: NEW_USER.password,
  })
  abstract readonly password: string;

  @ApiProperty({
    format: 'email',
    description: 'Unique, case ignored',
    maxLength: 254,
    example: NEW_USER.email,
  })
  abstract readonly email: string;

  @ApiPropertyOptional({
    description: 'The username when left out',
    maxLength: 128,
    example: NEW_USER.displayName,
  })
  abstract readonly displayName?: string;
}

export abstract class LoginRequest implements PasswordCredentials {
  @ApiProperty({ maxLength: 256, example: NEW_USER.username })
  abstract readonly username: string;

  @ApiProperty({ format: 'password', maxLength: 1024, example: NEW_USER.password })
  abstract readonly password: string;
}

export abstract class ExchangeRequest implements ExternalExchange {
  @ApiProperty({ description: 'Name of a configured provider', maxLength: 64, example: 'google' })
  abstract readonly provider: string;

  @ApiProperty({ description: 'Authorization code', maxLength: 4096, example: 'a-code' })
  abstract readonly authCode: string;

  @ApiPropertyOptional({ maxLength: 2048, example: 'https://your.app.com/callback' })
  abstract readonly redirectUri?: string;

  @ApiPropertyOptional({ description: 'PKCE (RFC 7636)', maxLength: 128, example: 'a-verifier' })
  abstract readonly codeVerifier?: string;

  @ApiPropertyOptional({ maxLength: 512, example: 'a-state' })
  abstract readonly state?: string;
}

export abstract class RefreshRequest implements RefreshBody {
  @ApiProperty({ maxLength: 8192, example: LAST_REFRESH_TOKEN })
  abstract readonly refreshToken: string;
}
