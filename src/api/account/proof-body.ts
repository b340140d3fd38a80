import type { Proof } from '../../accounts/challenges/challenge.js';
import { AuthError } from '../../errors/auth-error.js';
import { optionalText, Text } from '../requests/body.js';

/** The token of a link; or the code of the same mail, with the id that the request was given. */
export class ProofBody {
  @Text({ label: 'Token', max: 128, optional: true })
  readonly token?: string;

  @Text({ label: 'Request id', max: 128, optional: true })
  readonly requestId?: string;

  @Text({ label: 'Code', max: 32, optional: true })
  readonly code?: string;
}

/** @throws AuthError VALIDATION_FAILED where there is neither, or half of the second */
export function proofIn(body: ProofBody): Proof {
  const token = optionalText(body.token);
  if (token !== undefined) return { by: 'token', token };
  const requestId = optionalText(body.requestId);
  const code = optionalText(body.code);
  if (requestId !== undefined && code !== undefined) {
    // People type it as they read it.
    return { by: 'code', requestId, code: code.replace(/[\s-]/g, '') };
  }
  const field = requestId === undefined ? (code === undefined ? 'token' : 'requestId') : 'code';
  throw AuthError.invalidFields({ field, problem: 'missing', message: SENTENCES[field] });
}

const SENTENCES = {
  token: 'Token is required.',
  requestId: 'Request id is required.',
  code: 'Code is required.',
} as const;
