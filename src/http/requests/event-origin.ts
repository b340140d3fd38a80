import type { FastifyRequest } from 'fastify';
import { clientAddress } from './client-address.js';
import type { EventOrigin } from '../../audit/audit-event.js';

export const eventOrigin = (request: FastifyRequest): EventOrigin => ({
  requestId: request.id,
  address: clientAddress(request),
  userAgent: request.headers['user-agent'] ?? null,
});
