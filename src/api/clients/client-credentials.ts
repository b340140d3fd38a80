import { isUtf8 } from 'node:buffer';
import type { FastifyRequest } from 'fastify';
import type { ClientCredentials } from '../../clients/client-authentication.js';
import { AuthError } from '../../errors/auth-error.js';
import { Form, formDecoded } from '../requests/form.js';

const BASIC = /^basic(?: +(.*))?$/i;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** Both halves were encoded like fields of a form before they were joined (RFC 6749 §2.3.1). */
function basicCredentials(encoded: string): ClientCredentials {
  const bytes = BASE64.test(encoded) ? Buffer.from(encoded, 'base64') : Buffer.alloc(0);
  const text = isUtf8(bytes) ? bytes.toString('utf8') : '';
  const colon = text.indexOf(':');
  if (colon === -1) throw AuthError.of('INVALID_CLIENT');
  try {
    return { id: formDecoded(text.slice(0, colon)), secret: formDecoded(text.slice(colon + 1)) };
  } catch (cause) {
    throw AuthError.of('INVALID_CLIENT', { cause });
  }
}

const twice = (field: string, message: string): AuthError =>
  AuthError.invalidFields({ field, problem: 'invalid', message });

/** A form may name the client that the header authenticates, and no other. */
function assertOnlyByHeader(form: Form | null, { id }: ClientCredentials): void {
  if (form?.one('client_secret') !== undefined) {
    throw twice('client_secret', 'The client authenticates in two ways at once.');
  }
  if ((form?.one('client_id') ?? id) !== id) {
    throw twice('client_id', 'The client_id is another one than in the Authorization header.');
  }
}

/**
 * What a service shows of itself: by HTTP Basic, or in the form, never both (RFC 6749 §2.3).
 * @throws AuthError INVALID_CLIENT where there is nothing, VALIDATION_FAILED where there is both
 */
export function clientCredentials({ headers, body }: FastifyRequest): ClientCredentials {
  const form = body instanceof Form ? body : null;
  if (headers.authorization !== undefined) {
    const [, encoded] = BASIC.exec(headers.authorization.trim()) ?? [];
    if (encoded === undefined) throw AuthError.of('INVALID_CLIENT');
    const credentials = basicCredentials(encoded);
    assertOnlyByHeader(form, credentials);
    return credentials;
  }
  const [id, secret] = [form?.one('client_id'), form?.one('client_secret')];
  if (id === undefined || secret === undefined) throw AuthError.of('INVALID_CLIENT');
  return { id, secret };
}
