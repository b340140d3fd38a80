import { objectIn, textIn } from '../api/json.js';
import type { FaultDetail } from '../api/openapi.js';
import { type ErrorCode, PortcullisError } from './portcullis-error.js';

/** Below /api/auth faults have no code, so that the status has to do. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  400: 'VALIDATION_FAILED',
  401: 'INVALID_CREDENTIALS',
  403: 'FORBIDDEN',
  429: 'TOO_MANY_REQUESTS',
  503: 'OVERLOADED',
};

/** Seconds (RFC 9110 §10.2.3); this server writes no date. */
function secondsIn(header: string | null): number | undefined {
  const seconds = Number(header ?? NaN);
  return seconds >= 0 ? seconds : undefined;
}

const listIn = (value: unknown): readonly unknown[] | undefined =>
  Array.isArray(value) ? value : undefined;

/** The code that an answer names; undefined where it is not one of this server's. */
function codeIn(status: number, body: ReturnType<typeof objectIn>): ErrorCode | undefined {
  if (body.success === false) return BY_STATUS[status] ?? 'INTERNAL_ERROR';
  return textIn(body.errorCode);
}

/** An answer that is no success, of whatever contract or of a proxy in between. */
export function readFault(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  answered: unknown,
): PortcullisError {
  const body = objectIn(answered);
  const errorCode = codeIn(status, body);
  return new PortcullisError({
    errorCode: errorCode ?? 'NETWORK_FAILURE',
    message: textIn(body.message) ?? `The server answered ${status}.`,
    status,
    retryAfter: secondsIn(headers.get('retry-after')),
    requestId: headers.get('x-request-id') ?? undefined,
    details: listIn(body.details) as readonly FaultDetail[] | undefined,
    challengeId: textIn(body.challengeId),
    methods: listIn(body.methods) as readonly string[] | undefined,
  });
}
