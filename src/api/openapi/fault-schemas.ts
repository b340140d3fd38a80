import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ROUTES } from '../requests/routes.js';
import { ErrorCodeProperty, StatusProperty, TimestampProperty } from './properties.js';

const REQUIRED = 'Username is required.';

export abstract class FaultDetail {
  @ApiProperty({ example: 'username' })
  abstract readonly field: string;

  @ApiProperty({ example: REQUIRED })
  abstract readonly message: string;
}

export abstract class FaultFields {
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
export abstract class Problem {
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
