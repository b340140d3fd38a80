import { AuthError } from '../../errors/auth-error.js';

/** Tokens have neither, and are long: a regular expression would take a microsecond. */
const isEncoded = (text: string): boolean => text.includes('%') || text.includes('+');

/** @throws URIError where a percent sign stands for no byte, or the bytes are no UTF-8 */
export const formDecoded = (text: string): string =>
  isEncoded(text) ? decodeURIComponent(text.replaceAll('+', ' ')) : text;

/** The fields of an `application/x-www-form-urlencoded` body. */
export class Form {
  private constructor(private readonly fields: ReadonlyMap<string, readonly string[]>) {}

  /** @throws AuthError MALFORMED_REQUEST */
  static parse(text: string): Form {
    const fields = new Map<string, string[]>();
    try {
      for (const pair of text.split('&')) {
        if (pair === '') continue;
        const equals = pair.indexOf('=');
        const name = formDecoded(equals === -1 ? pair : pair.slice(0, equals));
        const value = equals === -1 ? '' : formDecoded(pair.slice(equals + 1));
        const known = fields.get(name);
        if (known === undefined) fields.set(name, [value]);
        else known.push(value);
      }
    } catch (cause) {
      throw AuthError.of('MALFORMED_REQUEST', { cause });
    }
    return new Form(fields);
  }

  /**
   * What has no value counts as left out (RFC 6749 §3.1).
   * @throws AuthError VALIDATION_FAILED where there are several (RFC 6749 §3.2)
   */
  one(name: string): string | undefined {
    const [value, ...more] = this.fields.get(name) ?? [];
    if (more.length > 0) {
      const message = `The parameter ${name} is there more than once.`;
      throw AuthError.invalidFields({ field: name, problem: 'invalid', message });
    }
    return value === '' ? undefined : value;
  }

  has(name: string): boolean {
    return this.fields.has(name);
  }

  /** For what may be repeated. */
  all(name: string): readonly string[] {
    return (this.fields.get(name) ?? []).filter((value) => value !== '');
  }
}
