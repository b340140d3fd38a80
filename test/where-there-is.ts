/** Something that a suite needs and that not every machine has. */
export interface Need<T> {
  /** What is there; empty where nothing is. */
  readonly found: readonly T[];
  /** Says what is missing, and how it would be found. */
  readonly absence: string;
}

/**
 * Defines a suite once for each thing that is there. Where there is none, a single test says what
 * was left out; under CI that is a failure, so that nothing is left out unseen.
 * @param name With `%s` or `$property` where the thing is named.
 */
export function whereThereIs<T>(need: Need<T>, name: string, define: (thing: T) => void): void {
  if (need.found.length > 0) {
    describe.each([...need.found])(name, define);
    return;
  }
  it(`is left out, ${need.absence}: ${name}`, () => {
    expect(process.env.CI).not.toBe('true');
  });
}
