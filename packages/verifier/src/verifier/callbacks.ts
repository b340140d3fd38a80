import type { VerifierOptions } from './options.js';

/** The functions that were given, none of which can disturb what goes on in the background. */
export interface Callbacks {
  readonly stale: NonNullable<VerifierOptions['onStale']>;
  readonly event: NonNullable<VerifierOptions['onEvent']>;
  readonly error: (error: unknown) => void;
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));

function attempt(call: () => void): Error | null {
  try {
    call();
    return null;
  } catch (error) {
    return asError(error);
  }
}

export function callbacksOf({ onStale, onEvent, onError }: VerifierOptions): Callbacks {
  const error = (thrown: unknown): void => {
    attempt(() => onError?.(asError(thrown)));
  };
  const guarded =
    <Value>(callback: ((value: Value) => void) | undefined) =>
    (value: Value): void => {
      const thrown = attempt(() => callback?.(value));
      if (thrown !== null) error(thrown);
    };
  return { stale: guarded(onStale), event: guarded(onEvent), error };
}
