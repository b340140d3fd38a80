export type Claims = Readonly<Record<string, unknown>>;

export const isClaims = (value: unknown): value is Claims =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const MAX_LENGTH = 1024;

/**
 * An optional claim that is a text; null when it is absent, empty, or odd: of another type, longer
 * than any name, or with half a character. One person's profile must not shut that person out.
 */
export function textClaim(claims: Claims, name: string): string | null {
  const value = claims[name];
  if (typeof value !== 'string' || value === '') return null;
  return value.length <= MAX_LENGTH && value.isWellFormed() ? value : null;
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
