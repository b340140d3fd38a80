interface SafeError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string;
  readonly cause?: SafeError;
}

const MAX_CAUSES = 5;

/**
 * An error as a log may show it: type, message, stack and causes. Database drivers hang the
 * statement and its parameters on their errors, so nothing else is copied.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause =
    error.cause === undefined || depth >= MAX_CAUSES
      ? {}
      : { cause: safeError(error.cause, depth + 1) };
  return { type: error.name, message: error.message, stack: error.stack, ...code, ...cause };
}
