import type * as LanguageCommon from '@zxcvbn-ts/language-common';

let common: ReadonlySet<string> | undefined;

/** Seven megabytes and a tenth of the time to start, for what only registrations need. */
function load(): ReadonlySet<string> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- `import` cannot wait for the first registration
  const { dictionary } = require('@zxcvbn-ts/language-common') as typeof LanguageCommon;
  return new Set(dictionary['passwords-common']);
}

/**
 * Whether a password is one of the some 49,000 that guessing starts with.
 * @param folded the password, case folded and compatibility characters replaced.
 */
export function isCommon(folded: string): boolean {
  common ??= load();
  return common.has(folded);
}
