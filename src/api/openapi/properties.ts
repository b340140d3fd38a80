import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FAULT_CODES } from '../faults/fault-table.js';
import { ACCESS_TOKEN, EXAMPLE_TIME, NEW_USER, REFRESH_TOKEN } from './example-values.js';

export const AccessTokenProperty = (): PropertyDecorator =>
  ApiProperty({ description: 'Access token, a signed JWT (RFC 9068)', example: ACCESS_TOKEN });

export const RefreshTokenProperty = (): PropertyDecorator =>
  ApiProperty({ description: 'Refresh token, a signed JWT', example: REFRESH_TOKEN });

/** For answers that leave it out when it travels in a cookie alone. */
export const BodyRefreshTokenProperty = (): PropertyDecorator =>
  ApiPropertyOptional({
    description: 'The next refresh token, when the last one came in the body',
    example: REFRESH_TOKEN,
  });

export const TokenTypeProperty = (): PropertyDecorator =>
  ApiProperty({ enum: ['Bearer'], example: 'Bearer' });

export const ExpiresInProperty = (): PropertyDecorator =>
  ApiProperty({
    type: 'integer',
    description: 'Life of the access token in seconds',
    example: 3600,
  });

export const UsernameProperty = (): PropertyDecorator =>
  ApiProperty({ description: 'Username as registered', example: NEW_USER.username });

export const DisplayNameProperty = (): PropertyDecorator =>
  ApiProperty({ example: NEW_USER.displayName });

export const EmailProperty = (): PropertyDecorator =>
  ApiProperty({ type: String, nullable: true, example: NEW_USER.email });

export const RolesProperty = (): PropertyDecorator =>
  ApiProperty({ type: [String], example: ['user'] });

/** One named schema, so that a generated client has one type for it. */
export const ErrorCodeProperty = (): PropertyDecorator =>
  ApiProperty({ enum: FAULT_CODES, enumName: 'ErrorCode' });

export const StatusProperty = (example: number): PropertyDecorator =>
  ApiProperty({ type: 'integer', description: 'The HTTP status', example });

export const TimestampProperty = (): PropertyDecorator =>
  ApiProperty({
    format: 'date-time',
    description: 'ISO 8601, UTC',
    example: new Date(EXAMPLE_TIME).toISOString(),
  });

export const EnvelopeTimestampProperty = (): PropertyDecorator =>
  ApiProperty({
    description: 'ISO 8601, UTC to the second, without suffix',
    example: new Date(EXAMPLE_TIME).toISOString().slice(0, 19),
  });

export const FactorMethodProperty = (): PropertyDecorator =>
  ApiPropertyOptional({
    enum: ['totp', 'recovery-code'],
    default: 'totp',
    description: 'What the code is of',
    example: 'totp',
  });
