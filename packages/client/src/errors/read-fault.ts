import { objectIn } from '../api/json.js';
import type { FaultAnswer, FlagFaultAnswer } from '../api/openapi.js';
import { type ErrorCode, PortcullisError } from './portcullis-error.js';

type Fault = Partial<Omit<FaultAnswer, 'errorCode'> & FlagFaultAnswer & Challenge> & {
  readonly errorCode?: ErrorCode;
};

interface Challenge {
  readonly challengeId: string;
  readonly methods: readonly string[];
}

/** Below /api/auth faults have no code, so that the status has to do, or the challenge in them. */
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

/** An answer that is no success, of whatever contract or of a proxy in between. */
export function readFault(
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  answered: unknown,
): PortcullisError {
  const body: Fault = objectIn(answered);
  const { message = `The server answered ${status}.`, details } = body;
  const { challengeId, methods }: Partial<Challenge> = body.data ?? body;
  const byStatus = challengeId ? 'MFA_REQUIRED' : (BY_STATUS[status] ?? 'INTERNAL_ERROR');
  const uncoded = body.success === false ? byStatus : undefined;
  return new PortcullisError({
    // What this server did not write came from something in between.
    errorCode: body.errorCode ?? uncoded ?? 'NETWORK_FAILURE',
    message,
    status,
    retryAfter: secondsIn(headers.get('retry-after')),
    requestId: headers.get('x-request-id') ?? undefined,
    details,
    challengeId,
    methods,
  });
}
