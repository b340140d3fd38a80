/** A file that an operator named cannot be used, for a reason of theirs to mend. */
export class UnusableFile extends Error {
  constructor(path: string, reason: string) {
    super(`${path} cannot be used: ${reason}.`);
  }

  static by(path: string, error: unknown): UnusableFile {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return new UnusableFile(path, code);
  }
}
