import { GERMAN } from './de.js';
import { ENGLISH } from './en.js';
import type { Words } from './words-type.js';

const DICTIONARIES = { en: ENGLISH, de: GERMAN } as const satisfies Record<string, Words>;

export type Language = keyof typeof DICTIONARIES;

const isKnown = (language: string): language is Language => language in DICTIONARIES;

/** The first language that the person reads and these pages speak. */
function chosen(languages: readonly string[]): Language {
  const primary = languages.map((tag) => tag.split('-')[0]?.toLowerCase() ?? '');
  return primary.find(isKnown) ?? 'en';
}

export const LANGUAGE = chosen(navigator.languages);

export const t: Words = DICTIONARIES[LANGUAGE];

/** As the operator calls the service. */
export const SERVICE =
  document.querySelector<HTMLMetaElement>('meta[name=application-name]')?.content ?? '';
