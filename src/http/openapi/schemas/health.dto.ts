import { ApiProperty } from '@nestjs/swagger';
import type { Verdict } from '../../../health/readiness.js';

export abstract class LivenessAnswer {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  abstract readonly status: string;
}

export abstract class ReadinessAnswer implements Verdict {
  @ApiProperty({ enum: ['ok', 'unavailable', 'draining'], example: 'ok' })
  abstract readonly status: Verdict['status'];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', enum: ['up', 'down'] },
    example: { database: 'up', keys: 'up' },
  })
  abstract readonly checks: Verdict['checks'];
}
