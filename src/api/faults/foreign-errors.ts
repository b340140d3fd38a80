import { HttpException } from '@nestjs/common';
import { AuthError, type Fault } from '../../errors/auth-error.js';

/** Fastify's own errors, by code: their words are replaced by ours. */
const FASTIFY_FAULTS: Readonly<Record<string, Fault>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'PAYLOAD_TOO_LARGE' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'UNSUPPORTED_MEDIA_TYPE' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'MALFORMED_REQUEST' },
  FST_ERR_BAD_URL: { code: 'MALFORMED_REQUEST' },
  FST_ERR_MAX_PARAM_LENGTH: { code: 'NOT_FOUND' },
  ERR_STREAM_PREMATURE_CLOSE: { code: 'MALFORMED_REQUEST' },
  ECONNRESET: { code: 'MALFORMED_REQUEST' },
};

const INTERNAL_ERROR: Fault = { code: 'INTERNAL_ERROR' };

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;

/** Nest wraps Fastify's client errors; the code is on the cause. */
const foreignCodeOf = (error: unknown): string =>
  (error instanceof HttpException ? codeOf(error.cause) : codeOf(error)) ?? '';

/** What a thrown thing means to the caller; what is not known here is INTERNAL_ERROR. */
export function faultOf(error: unknown): Fault {
  if (error instanceof AuthError) return error.fault;
  const known = FASTIFY_FAULTS[foreignCodeOf(error)];
  if (known !== undefined) return known;
  return error instanceof HttpException ? faultOfStatus(error.getStatus()) : INTERNAL_ERROR;
}

/** Thrown by frameworks only; the status tells at least whose fault it is. */
function faultOfStatus(status: number): Fault {
  if (status === 404) return { code: 'NOT_FOUND' };
  return status >= 500 ? INTERNAL_ERROR : { code: 'MALFORMED_REQUEST' };
}
