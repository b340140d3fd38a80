import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { AppConfig } from '../../config/app-config.js';

/** Only the listed origins, with credentials; nothing at all where the list is empty. */
export async function allowListedOrigins(
  server: FastifyInstance,
  { corsOrigins }: AppConfig,
): Promise<void> {
  if (corsOrigins.length === 0) return;
  await server.register(cors, {
    origin: [...corsOrigins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type', 'X-Request-Id'],
    exposedHeaders: [
      'X-Auth-Token',
      'X-Request-Id',
      'Retry-After',
      'RateLimit',
      'RateLimit-Policy',
    ],
    maxAge: 600,
    strictPreflight: false,
  });
}
