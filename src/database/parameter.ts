/** What can be bound to a `?`. */
export type Parameter = string | number | null;

function isBindable(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value);
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}

/**
 * Drivers make SQL, JSON or names of parameters of an object, and `undefined` of what was forgotten.
 * @throws TypeError
 */
export function assertBindable(parameters: readonly unknown[]): void {
  for (const value of parameters) {
    if (!isBindable(value)) throw new TypeError(`A ${typeof value} cannot be bound to a statement`);
  }
}
