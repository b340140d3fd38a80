import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FaultDetail } from './faults.dto.js';
import { ErrorCodeProperty, StatusProperty, TimestampProperty } from './properties.js';
import { ROUTES } from '../../contracts/routes.js';

/** RFC 9457, for whoever prefers `application/problem+json`. */
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
