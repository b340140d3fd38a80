import { Controller, Get, Header, HttpStatus, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Readiness, type Verdict } from '../../health/readiness.js';
import { LivenessReport, ReadinessReport } from './health-report.js';

const SERVING_DOWN = { status: 'unavailable', checks: { database: 'down', keys: 'up' } };
const VALIDATING_DOWN = { status: 'draining', checks: { keys: 'up', revocations: 'up' } };

@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The process is alive' })
  @ApiOkResponse({ type: LivenessReport })
  live(): LivenessReport {
    return new LivenessReport();
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The server can do everything: database and keys' })
  @ApiOkResponse({ type: ReadinessReport })
  @ApiServiceUnavailableResponse({ type: ReadinessReport, example: SERVING_DOWN })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    return report(await this.readiness.serving(), reply);
  }

  @Get('ready/validation')
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'The server can validate tokens, for which it needs no database' })
  @ApiOkResponse({ type: ReadinessReport })
  @ApiServiceUnavailableResponse({ type: ReadinessReport, example: VALIDATING_DOWN })
  async readyToValidate(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessReport> {
    return report(await this.readiness.validating(), reply);
  }
}

function report(verdict: Verdict, reply: FastifyReply): ReadinessReport {
  reply.status(verdict.status === 'ok' ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
  return new ReadinessReport(verdict);
}
