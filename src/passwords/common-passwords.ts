import { dictionary } from '@zxcvbn-ts/language-common';

/** Some 49,000 passwords that guessing starts with, in lower case. */
const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/** @param folded the password in lower case, compatibility characters replaced. */
export function isCommon(folded: string): boolean {
  return COMMON.has(folded);
}
