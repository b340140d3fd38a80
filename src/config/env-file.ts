import { parseEnv } from 'node:util';
import { ConfigurationError } from './configuration-error.js';

/** Environment variables, or what stands in for them in a test. */
export type Environs = Readonly<Record<string, string | undefined>>;

const BLANK_OR_COMMENT = /[ \t]*(?:#[^\n]*)?(?:\n|$)/y;

/**
 * `NAME=value`, where a value in quotes may span lines. Without quotes a `#` begins a comment, so
 * that one within a value would cut a password short.
 */
const ASSIGNMENT =
  /[ \t]*(?:export[ \t]+)?[A-Za-z_]\w*[ \t]*=[ \t]*(?:"[^"]*"|'[^']*'|`[^`]*`|[^"'`\s#][^\n#]*)?[ \t]*(?:(?<=[\s=])#[^\n]*)?(?:\n|$)/y;

const HASH_IN_VALUE = /=[ \t]*[^"'`\s#][^\n]*?\S#/;

function textOf(file: string, content: Buffer): string {
  try {
    // A byte order mark is dropped; UTF-16 is never well-formed UTF-8.
    return new TextDecoder('utf-8', { fatal: true }).decode(content).replaceAll('\r\n', '\n');
  } catch {
    throw new ConfigurationError([`${file} must be a text in UTF-8`]);
  }
}

/** The position after the entry that begins at `from`; null where there is none. */
function endOfEntry(text: string, from: number): number | null {
  for (const form of [BLANK_OR_COMMENT, ASSIGNMENT]) {
    form.lastIndex = from;
    if (form.test(text)) return form.lastIndex;
  }
  return null;
}

function faultAt(file: string, text: string, from: number): string {
  const line = text.slice(0, from).split('\n').length;
  const [first = ''] = text.slice(from).split('\n');
  return HASH_IN_VALUE.test(first)
    ? `${file}, line ${line}: a value with # needs quotes`
    : `${file}, line ${line} is not NAME=value, or its quote is not closed`;
}

function assertReadable(file: string, text: string): void {
  for (let position = 0; position < text.length;) {
    const end = endOfEntry(text, position);
    if (end === null) throw new ConfigurationError([faultAt(file, text, position)]);
    position = end;
  }
}

/**
 * The variables that a file sets. Node skips what it cannot read, and a server that was meant for
 * production would start as one for development; here that is a fault.
 * @throws ConfigurationError naming the line and never its content
 */
export function parseEnvFile(file: string, content: Buffer): Environs {
  const text = textOf(file, content);
  assertReadable(file, text);
  return parseEnv(text);
}
