/**
 * Unicode's full case folding (CaseFolding.txt, C and F), whatever the locale: letters that have
 * the same capitals meet, such as ς and σ, ß and ss. Letter by letter, since a string's last Σ
 * would become ς. Two things to know: ı is folded to itself and not to i, and Cherokee meets in
 * its small letters instead of its capitals.
 */
const foldCase = (text: string): string =>
  text.replaceAll(/[^ı]+/gu, (letters) =>
    Array.from(letters.toLowerCase().toUpperCase(), (letter) => letter.toLowerCase()).join(''),
  );

/** One form for all spellings of a text: case folded, compatibility characters replaced. */
export const folded = (text: string): string => foldCase(text.normalize('NFKC')).normalize('NFKC');
