/** A guess at an account's password. */
export interface LoginAttempt {
  /** One for every spelling of the name, and one for every name that nobody has. */
  readonly account: string;
  /** Null for a name that nobody has. */
  readonly userId: string | null;
  readonly address: string;
  /** Id of a device that logged in to this account before; null for any other. */
  readonly device: string | null;
}

/**
 * How often somebody may try. Each method lets `attempt` happen, or throws TOO_MANY_REQUESTS without
 * letting it happen, and counts by what came of it.
 */
export abstract class AttemptLimits {
  abstract login<T>(guess: LoginAttempt, attempt: () => Promise<T>): Promise<T>;
  /** Makes an address known to an account. */
  abstract loggedIn(userId: string, address: string): Promise<void>;
  abstract registration<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  /** The start of a sign-in at an identity provider. */
  abstract start<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  abstract exchange<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  abstract refresh<T>(address: string, attempt: () => Promise<T>): Promise<T>;
  abstract validation<T>(address: string, attempt: () => T): Promise<T>;
}
