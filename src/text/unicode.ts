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

/**
 * Letters and signs that leave no ink: those that Unicode lets a reader ignore (fillers, joiners,
 * variation selectors), and those whose glyph is empty. A lookahead, for use before a class.
 */
export const INKLESS = String.raw`(?![\p{Default_Ignorable_Code_Point}\u2800\u{13441}\u{13442}\u{1d159}])`;

const VISIBLE = new RegExp(String.raw`${INKLESS}[\p{L}\p{N}\p{P}\p{S}]`, 'u');

/** Controls, line ends, and what turns the direction of the text around it (UAX #9 §2). */
const DISRUPTIVE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]/u;

/** Whether there is anything to see: marks, blanks and joiners alone are nothing. */
export const isVisible = (text: string): boolean => VISIBLE.test(text);

/** Whether a text can be kept and shown beside others. */
export const isPresentable = (text: string): boolean => isVisible(text) && !DISRUPTIVE.test(text);
