import { TextDecoder } from 'node:util';
import { AuthError } from '../errors/auth-error.js';
import { SCIM_TYPE } from '../api/faults/scim-faults.js';
import { BATCH_TYPE } from '../api/requests/body.js';
import { Form } from '../api/requests/form.js';
import { OAUTH_PREFIX, ROUTES, SCIM_PREFIX } from '../api/requests/routes.js';

/** What a body may be, and how it is read. */
export interface BodyFormat {
  readonly mediaType: string;
  readonly read: (bytes: Buffer) => unknown;
  readonly refusal: () => AuthError;
}

/** RFC 8259 §8.1: UTF-8 without a byte order mark; what is not UTF-8 is refused, not repaired. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decoded(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw AuthError.of('MALFORMED_REQUEST', { cause });
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(decoded(bytes));
  } catch (cause) {
    throw AuthError.of('MALFORMED_REQUEST', { cause });
  }
}

const JSON_FORMAT: BodyFormat = {
  mediaType: 'application/json',
  read: parseJson,
  refusal: () => AuthError.of('UNSUPPORTED_MEDIA_TYPE'),
};

const SCIM_FORMAT: BodyFormat = { ...JSON_FORMAT, mediaType: SCIM_TYPE };

/** RFC 6749 has one status for whatever is wrong with a request. */
const notAForm = (): AuthError =>
  AuthError.invalidFields({
    field: 'Content-Type',
    problem: 'invalid',
    message: 'The body must be application/x-www-form-urlencoded in UTF-8.',
  });

const FORM_FORMAT: BodyFormat = {
  mediaType: 'application/x-www-form-urlencoded',
  read: (bytes) => Form.parse(decoded(bytes)),
  refusal: notAForm,
};

const BATCH_FORMAT: BodyFormat = { ...FORM_FORMAT, mediaType: BATCH_TYPE, read: parseJson };

/** No parameters are defined: they are ignored, except one that promises another charset. */
export function isOfType(contentType: string, mediaType: string): boolean {
  if (contentType === mediaType) return true;
  if (!contentType.toLowerCase().startsWith(mediaType)) return false;
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charsets = parameters.filter((parameter) => parameter.startsWith('charset'));
  return type === mediaType && charsets.every((it) => /^charset\s*=\s*("?)utf-?8\1$/.test(it));
}

/**
 * What is read at a path: forms below `/oauth2/`, where tokens may come in batches, else JSON, which may have
 * a name of its own below `/scim/` (RFC 7644 §3.1).
 */
export function formatAt(path: string, contentType: string): BodyFormat {
  if (path.startsWith(SCIM_PREFIX) && isOfType(contentType, SCIM_TYPE)) return SCIM_FORMAT;
  if (!path.startsWith(OAUTH_PREFIX)) return JSON_FORMAT;
  const batch = path === ROUTES.introspection && isOfType(contentType, BATCH_TYPE);
  return batch ? BATCH_FORMAT : FORM_FORMAT;
}
