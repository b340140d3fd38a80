/** The placeholders of an `IN (…)`. */
export const marks = (all: readonly unknown[]): string => all.map(() => '?').join(', ');

/** What one statement takes at a time, in order. */
export function slices<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, n) => all.slice(n * size, (n + 1) * size));
}
