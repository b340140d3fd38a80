import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Exposition } from '../../metrics/exposition.js';

@ApiTags('metrics')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly exposition: Exposition) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: "The server's numbers in Prometheus' text format" })
  @ApiProduces('text/plain')
  @ApiOkResponse({
    schema: { type: 'string' },
    example: 'auth_logins_total{outcome="success",cause="password"} 3',
  })
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    reply.type(this.exposition.contentType);
    return this.exposition.text();
  }
}
