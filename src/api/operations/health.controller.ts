import { Controller, Get, Header, HttpStatus, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Verdict, Readiness } from '../../health/readiness.js';

export class LivenessReport {
  readonly status = 'ok';
}

export class ReadinessReport implements Verdict {
  readonly status: Verdict['status'];
  readonly checks: Verdict['checks'];

  constructor({ status, checks }: Verdict) {
    this.status = status;
    this.checks = checks;
  }
}

@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  live(): LivenessReport {
    return new LivenessReport();
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    return report(await this.readiness.serving(), reply);
  }

  @Get('ready/validation')
  @Header('Cache-Control', 'no-store')
  async readyToValidate(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    return report(await this.readiness.validating(), reply);
  }
}

function report(verdict: Verdict, reply: FastifyReply): ReadinessReport {
  reply.status(verdict.status === 'ok' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
  return new ReadinessReport(verdict);
}
