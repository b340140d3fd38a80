import { AuthError } from '../../errors/auth-error.js';

export const CORE_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';

/** `type eq "work"` between brackets. */
export interface ValueFilter {
  /** In lower case: names of attributes have no case (RFC 7643 §2.1). */
  readonly attribute: string;
  readonly value: string | boolean;
}

/** Where an attribute is (RFC 7644 §3.5.2). */
export interface AttributePath {
  /** In lower case, as the part is. */
  readonly attribute: string;
  readonly filter: ValueFilter | 'unsupported' | null;
  readonly part: string | null;
}

/** A value for an attribute; where it is taken away, the value is undefined. */
export interface Assignment {
  readonly path: AttributePath;
  readonly op: 'add' | 'replace' | 'remove';
  readonly value: unknown;
}

const NAME = String.raw`[A-Za-z$][\w$-]*`;
const PATH = new RegExp(String.raw`^(${NAME})(?:\[([^\]]*)\])?(?:\.(${NAME}))?$`);
const COMPARISON = /^\s*([^\s"]+)\s+eq\s+("(?:[^"\\]|\\.)*"|true|false)\s*$/i;
const URN = /^urn:/i;
const LONGEST = 256;

export const invalid = (field: string, message: string): AuthError =>
  AuthError.invalidFields({ field, problem: 'invalid', message });

/** A text in quotes as JSON has it, or a boolean; null for neither. */
export function comparedValue(text: string): string | boolean | null {
  try {
    const value: unknown = JSON.parse(text.startsWith('"') ? text : text.toLowerCase());
    return typeof value === 'string' || typeof value === 'boolean' ? value : null;
  } catch {
    return null;
  }
}

/** The one kind of filter that is sent within a path. */
function valueFilter(text: string): ValueFilter | null {
  const [, attribute = '', compared = ''] = COMPARISON.exec(text) ?? [];
  const value = comparedValue(compared);
  return value === null ? null : { attribute: attribute.toLowerCase(), value };
}

/** Null for a path into another schema, of which nothing is kept. */
function withinCore(text: string): string | null {
  if (!URN.test(text)) return text;
  const prefix = `${CORE_USER}:`.toLowerCase();
  return text.toLowerCase().startsWith(prefix) ? text.slice(prefix.length) : null;
}

/**
 * Null for a path into another schema.
 * @throws AuthError VALIDATION_FAILED of the field `path`
 */
export function attributePath(text: string): AttributePath | null {
  const own = text.length > LONGEST ? '' : withinCore(text.trim());
  if (own === null) return null;
  const [, attribute, bracketed, part] = PATH.exec(own) ?? [];
  if (attribute === undefined) throw invalid('path', 'path must be that of an attribute.');
  return {
    attribute: attribute.toLowerCase(),
    filter: bracketed === undefined ? null : (valueFilter(bracketed) ?? 'unsupported'),
    part: part?.toLowerCase() ?? null,
  };
}
