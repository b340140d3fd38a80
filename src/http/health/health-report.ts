import { ApiProperty } from '@nestjs/swagger';
import type { Verdict } from '../../health/readiness.js';

export class LivenessReport {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  readonly status = 'ok';
}

export class ReadinessReport implements Verdict {
  @ApiProperty({ enum: ['ok', 'unavailable', 'draining'], example: 'ok' })
  readonly status: Verdict['status'];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', enum: ['up', 'down'] },
    example: { database: 'up', keys: 'up' },
  })
  readonly checks: Verdict['checks'];

  constructor({ status, checks }: Verdict) {
    this.status = status;
    this.checks = checks;
  }
}
