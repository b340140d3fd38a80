import { Controller, Get, Header, Query, Req, StreamableFile, UseGuards } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AuditReading } from '../../audit/search/audit-reading.js';
import { actingOrigin } from '../auth/privilege.guard.js';
import { limitIn } from '../requests/page-query.js';
import { ROUTES } from '../requests/routes.js';
import { auditCursor, auditPlaceIn } from './audit-cursor.js';
import { EXPORT_TYPES, exportFormatIn, exportStream } from './audit-export.js';
import { auditItem, type AuditItems } from './audit-item.js';
import { auditCriteriaIn, type Query as Parameters } from './audit-query.js';
import { AuditorGuard } from './auditor.guard.js';

/** What happened, for those who look after it. */
@Controller()
@UseGuards(AuditorGuard)
export class AuditController {
  constructor(private readonly reading: AuditReading) {}

  @Get(ROUTES.audit)
  @Header('cache-control', 'no-store')
  async read(@Req() request: FastifyRequest, @Query() query: Parameters): Promise<AuditItems> {
    const { cursor, limit } = query;
    const asked = {
      criteria: auditCriteriaIn(query, ['cursor', 'limit']),
      before: auditPlaceIn(cursor),
      limit: limitIn(limit),
    };
    const { events, next } = await this.reading.read(asked, actingOrigin(request));
    return { events: events.map(auditItem), nextCursor: auditCursor(next) };
  }

  @Get(ROUTES.auditExport)
  @Header('cache-control', 'no-store')
  async export(
    @Req() request: FastifyRequest,
    @Query() query: Parameters,
  ): Promise<StreamableFile> {
    const format = exportFormatIn(query.format);
    const criteria = auditCriteriaIn(query, ['format']);
    const events = await this.reading.export(criteria, format, actingOrigin(request));
    return new StreamableFile(exportStream(events, format), {
      type: EXPORT_TYPES[format],
      disposition: `attachment; filename="audit.${format}"`,
    });
  }
}
