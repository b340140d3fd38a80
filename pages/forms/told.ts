import { isPortcullisError } from '@portcullis/client';
import { LANGUAGE, t } from '../words/words.js';

/** A failure in the words of the person, and the field that it is about. */
export interface Told {
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
}

/** Which field a fault is about, where it is about one; a form may call its field otherwise. */
const FIELD_OF: Readonly<Record<string, string>> = {
  WEAK_PASSWORD: 'password',
  USERNAME_TAKEN: 'username',
  EMAIL_TAKEN: 'email',
  INVALID_FACTOR: 'code',
};

/** The server speaks English. */
const sentence = (message: string): string => (LANGUAGE === 'en' ? message : t.checkThis);

function textOf(code: string, retryAfter: number | undefined): string {
  if (code === 'TOO_MANY_REQUESTS') return t.tooMany(Math.ceil((retryAfter ?? 60) / 60));
  return t.faults[code] ?? t.faults.INTERNAL_ERROR ?? code;
}

type Names = Readonly<Record<string, string>>;

/**
 * @param renamed how the fields of the server, and of faults, are called in the form
 * @param words for faults that mean something else there
 */
export function toldOf(error: unknown, renamed: Names = {}, words: Names = {}): Told {
  if (!isPortcullisError(error)) return { text: t.faults.INTERNAL_ERROR ?? '', fields: {} };
  const { errorCode, retryAfter, details = [] } = error;
  if (errorCode === 'VALIDATION_FAILED' && details.length > 0) {
    const entries = details.map(
      ({ field, message }) => [renamed[field] ?? field, sentence(message)] as const,
    );
    return { text: t.checkBelow, fields: Object.fromEntries(entries) };
  }
  const text = words[errorCode] ?? textOf(errorCode, retryAfter);
  const field = renamed[errorCode] ?? FIELD_OF[errorCode];
  return field === undefined
    ? { text, fields: {} }
    : { text: t.checkBelow, fields: { [renamed[field] ?? field]: text } };
}
