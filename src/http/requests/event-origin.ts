import type { FastifyRequest } from 'fastify';
import type { EventOrigin } from '../../audit/audit-event.js';

export const eventOrigin = (request: FastifyRequest): EventOrigin => ({
  requestId: request.id,
  address: request.ip,
  userAgent: request.headers['user-agent'] ?? null,
});
