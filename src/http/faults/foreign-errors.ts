import { HttpException } from '@nestjs/common';
import { AuthError, type Fault } from '../../errors/auth-error.js';

/** Fastify's own errors, by code: their words are replaced by ours. */
const FASTIFY_FAULTS: Readonly<Record<string, Fault>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'PAYLOAD_TOO_LARGE' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'UNSUPPORTED_MEDIA_TYPE' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'MALFORMED_REQUEST' },
  FST_ERR_BAD_URL: { code: 'MALFORMED_REQUEST' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'NOT_FOUND' },
  FST_ERR_HANDLER_TIMEOUT: { code: 'OVERLOADED', retryAfter: 1 },
  ERR_STREAM_PREMATURE_CLOSE: { code: 'MALFORMED_REQUEST' },
  ECONNRESET: { code: 'MALFORMED_REQUEST' },
};

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** What a thrown thing means to the caller; whatever nobody expected is INTERNAL_ERROR. */
export function faultOf(error: unknown): Fault {
  if (error instanceof AuthError) return error.fault;
  if (error instanceof HttpException && error.getStatus() === 404) return { code: 'NOT_FOUND' };
  return FASTIFY_FAULTS[codeOf(error) ?? ''] ?? { code: 'INTERNAL_ERROR' };
}
