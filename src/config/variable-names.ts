import { closest, distance } from 'fastest-levenshtein';
import type { Environs } from './env-file.js';

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

/** First words of our names that begin names of other programs too. */
const SHARED: ReadonlySet<string> = new Set([
  'NODE',
  'HTTP',
  'HTTPS',
  'NO',
  'LOG',
  'DEFAULT',
  'OTEL',
]);
/** What Kubernetes and Docker set for each service, whatever it is called. */
const OF_A_SERVICE = /_(SERVICE_(HOST|PORT)|PORT)(_|$)/;

/** Whether a name begins as ours do, by a word that no other program's names begin with. */
function beginsLikeOurs(name: string, known: readonly string[]): boolean {
  const [first = '', ...rest] = name.split('_');
  if (rest.length === 0 || SHARED.has(first) || OF_A_SERVICE.test(name)) return false;
  return known.some((each) => each.startsWith(`${first}_`) || each === first);
}

function warningOf(name: string, known: readonly string[]): string | null {
  const written = corrected(name);
  const nearest = closest(written, known);
  if (isNear(written, nearest)) return `${name} is no setting; ${nearest} is meant?`;
  if (written.startsWith('PROVIDER_')) {
    return `${name} belongs to no provider that PROVIDERS names`;
  }
  return beginsLikeOurs(written, known)
    ? `${name} is no setting; the nearest name is ${nearest}`
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
