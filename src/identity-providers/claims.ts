import { ExchangeFailure } from './exchange-failure.js';

export type Claims = Readonly<Record<string, unknown>>;

export const isClaims = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MAX_LENGTH = 1024;

/**
 * A claim that is a text; null when it is absent or empty.
 * @throws ExchangeFailure when it is something else
 */
export function textClaim(claims: Claims, name: string): string | null {
  const value = claims[name] ?? null;
  if (value === null || value === '') return null;
  if (typeof value !== 'string' || value.length > MAX_LENGTH || !value.isWellFormed()) {
    throw new ExchangeFailure('bad-answer', 'claim of a wrong type');
  }
  return value;
}

/** A claim by its name or, where no claim is called so, by the dotted path to it. */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path
    .split('.')
    .reduce<unknown>(
      (inner, step) => (isClaims(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined),
      claims,
    );
}
