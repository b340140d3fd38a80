import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import type { AppConfig } from '../config/app-config.js';

/** Ours, and those by which tracing follows a request (W3C Trace Context and Baggage, Sentry). */
const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'If-Match',
  'X-Request-Id',
  'traceparent',
  'tracestate',
  'baggage',
  'sentry-trace',
];

/** Only the listed origins, with credentials; nothing at all where the list is empty. */
export async function allowCorsOrigins(
  server: FastifyInstance,
  { server: { corsOrigins, corsHeaders } }: AppConfig,
): Promise<void> {
  if (corsOrigins.length === 0) return;
  await server.register(cors, {
    origin: [...corsOrigins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [...ALLOWED_HEADERS, ...corsHeaders],
    exposedHeaders: [
      'X-Auth-Token',
      'ETag',
      'Location',
      'WWW-Authenticate',
      'X-Request-Id',
      'Retry-After',
      'RateLimit',
      'RateLimit-Policy',
    ],
    maxAge: 600,
    strictPreflight: false,
  });
}
