/** Controls, invisible and reordering characters, lone surrogates; and the escape's own sign. */
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\]/u;

const escaped = (character: string): string =>
  DECEPTIVE.test(character) ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}` : character;

/**
 * Text from outside that is safe to show in a terminal, a log or a page of text: deceptive
 * characters become `\u{…}`, and what exceeds `limit` code points is cut off between characters.
 */
export function printable(text: string, limit: number): string {
  let result = '';
  let length = 0;
  for (const character of text) {
    const piece = escaped(character);
    length += piece === character ? 1 : piece.length;
    if (length > limit) break;
    result += piece;
  }
  return result;
}
