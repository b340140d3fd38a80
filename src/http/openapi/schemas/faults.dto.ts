import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  EnvelopeTimestampProperty,
  ErrorCodeProperty,
  StatusProperty,
  TimestampProperty,
} from './properties.js';
import { ROUTES } from '../../contracts/routes.js';

const REQUIRED = 'Username is required.';

export abstract class FaultDetail {
  @ApiProperty({ example: 'username' })
  abstract readonly field: string;

  @ApiProperty({ example: REQUIRED })
  abstract readonly message: string;
}

abstract class FaultFields {
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

/** The same on the envelope's routes. */
export abstract class EnvelopeFaultAnswer extends FaultFields {
  @EnvelopeTimestampProperty()
  abstract readonly timestamp: string;

  @ApiProperty({ type: 'object', nullable: true, additionalProperties: false, example: null })
  abstract readonly data: null;
}

/** Everything under `/api/auth`. */
export abstract class FlagFaultAnswer {
  @ApiProperty({ enum: [false], example: false })
  abstract readonly success: boolean;

  @ApiProperty({ example: 'Invalid username or password' })
  abstract readonly message: string;
}
