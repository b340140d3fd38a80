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
