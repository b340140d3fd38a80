import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ROUTES } from '../requests/routes.js';
import { EXAMPLE_CHALLENGE } from './example-values.js';
import { ErrorCodeProperty, StatusProperty, TimestampProperty } from './properties.js';

const METHODS = ['totp', 'recovery-code', 'enrol-totp'] as const;

const ChallengeIdProperty = {
  example: EXAMPLE_CHALLENGE,
  description: 'For POST /api/v1/auth/mfa',
};
const MethodsProperty = { enum: METHODS, isArray: true, example: ['totp', 'recovery-code'] };
const LifeProperty = { type: 'integer', description: 'Seconds', example: 300 } as const;

/** For bodies that are null but for `MFA_REQUIRED`; a reference cannot be null in OpenAPI 3.0. */
export const NullableChallengeProperty = (): PropertyDecorator =>
  ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: false,
    properties: {
      challengeId: { type: 'string', example: EXAMPLE_CHALLENGE },
      methods: { type: 'array', items: { type: 'string', enum: [...METHODS] } },
      expiresIn: { type: 'integer', example: 300 },
    },
    description: 'What a login needs more; null for every fault but `MFA_REQUIRED`',
    example: null,
  });

/** How a login that needs a second factor goes on. */
export abstract class LoginChallengeAnswer {
  @ApiProperty(ChallengeIdProperty)
  abstract readonly challengeId: string;

  @ApiProperty(MethodsProperty)
  abstract readonly methods: readonly string[];

  @ApiProperty(LifeProperty)
  abstract readonly expiresIn: number;
}

/** The same where it stands beside other things, of `MFA_REQUIRED` alone. */
abstract class WithChallenge {
  @ApiPropertyOptional(ChallengeIdProperty)
  abstract readonly challengeId?: string;

  @ApiPropertyOptional(MethodsProperty)
  abstract readonly methods?: readonly string[];

  @ApiPropertyOptional(LifeProperty)
  abstract readonly expiresIn?: number;
}

const REQUIRED = 'Username is required.';

export abstract class FaultDetail {
  @ApiProperty({ example: 'username' })
  abstract readonly field: string;

  @ApiProperty({ example: REQUIRED })
  abstract readonly message: string;
}

export abstract class FaultFields extends WithChallenge {
  @StatusProperty(400)
  abstract readonly status: number;

  @ApiProperty({ description: 'Reason phrase of the status', example: 'Bad Request' })
  abstract readonly error: string;

  @ErrorCodeProperty()
  abstract readonly errorCode: string;

  @ApiProperty({ example: `Validation failed: ${REQUIRED}` })
  abstract readonly message: string;

  @ApiProperty({ description: 'Path of the request, without query', example: ROUTES.token })
  abstract readonly path: string;

  @ApiPropertyOptional({ description: 'What is wrong, field by field', type: [FaultDetail] })
  abstract readonly details?: readonly FaultDetail[];
}

export abstract class FaultAnswer extends FaultFields {
  @TimestampProperty()
  abstract readonly timestamp: string;
}

/** RFC 9457, for clients that prefer `application/problem+json`. */
export abstract class Problem extends WithChallenge {
  @ApiProperty({ enum: ['about:blank'], example: 'about:blank' })
  abstract readonly type: string;

  @ApiProperty({ description: 'Reason phrase of the status', example: 'Bad Request' })
  abstract readonly title: string;

  @StatusProperty(400)
  abstract readonly status: number;

  @ApiProperty({ example: 'Validation failed: Username is required.' })
  abstract readonly detail: string;

  @ApiProperty({ description: 'Path of the request, without query', example: ROUTES.token })
  abstract readonly instance: string;

  @ErrorCodeProperty()
  abstract readonly errorCode: string;

  @TimestampProperty()
  abstract readonly timestamp: string;

  @ApiPropertyOptional({ type: [FaultDetail] })
  abstract readonly details?: readonly FaultDetail[];
}
