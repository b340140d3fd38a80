import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { AuthorizationCodeBody } from './authorization-code.js';

export abstract class ExchangeRequest implements AuthorizationCodeBody {
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

/** Answered with `UNKNOWN_PROVIDER` until that provider is configured. */
export const CODE_REQUEST = {
  provider: 'google',
  authCode: 'a_unique_authorization_code_from_external_provider',
  redirectUri: 'https://your.app.com/callback',
} as const;
