import { Controller, Get, Header, HttpStatus, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readiness, type Verdict } from '../../health/readiness.js';
import { LivenessReport, ReadinessReport } from './health-report.js';

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
