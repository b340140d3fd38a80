import { closest, distance } from 'fastest-levenshtein';
import type { Environs } from './environs.js';

/** A letter more, less or other in a short name makes another word: HOME is not HOST. */
const SHORT = 6;
const SHORTEST = 4;

/** As it would be written: `node-env`, `Node_Env` and one behind an invisible character. */
const corrected = (name: string): string =>
  name
    .trim()
    .replace(/\p{Cf}/gu, '')
    .replace(/[\s.-]+/g, '_')
    .toUpperCase();

const isNear = (name: string, meant: string): boolean =>
  name.length >= SHORTEST && distance(name, meant) <= (name.length < SHORT ? 1 : 2);

function warningOf(name: string, known: readonly string[]): string | null {
  const written = corrected(name);
  const meant = closest(written, known);
  if (isNear(written, meant)) return `${name} is no setting; ${meant} is meant?`;
  return written.startsWith('PROVIDER_')
    ? `${name} belongs to no provider that PROVIDERS names`
    : null;
}

/** Variables that are set and are not quite one of ours, each with the name that may be meant. */
export function misspelled(environs: Environs, known: readonly string[]): readonly string[] {
  const names = new Set(known);
  return Object.keys(environs)
    .filter((name) => !names.has(name))
    .flatMap((name) => warningOf(name, known) ?? []);
}

/** Quotes around a value, and characters that are not seen, are no part of it. */
const QUOTED = /^(["'`]).*\1$/s;
const UNSEEN = /[\p{Cf}\p{Cc}]/u;
const LINE_ENDS = /[\r\n\t]/g;

/** Values that are not what they look like; `docker run --env-file` keeps quotes, for one. */
export function unreadable(environs: Environs, known: readonly string[]): readonly string[] {
  return known.flatMap((name) => {
    const value = environs[name]?.trim() ?? '';
    if (QUOTED.test(value)) return [`${name} has quotes around its value, leave them out`];
    if (UNSEEN.test(value.replace(LINE_ENDS, '')))
      return [`${name} has an invisible character in it`];
    return [];
  });
}
