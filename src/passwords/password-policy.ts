/** What a password may not be, for whom. */
export interface PasswordOwner {
  readonly username: string;
  readonly email: string | null;
}

export abstract class PasswordPolicy {
  /** Throws WEAK_PASSWORD, saying what to change. */
  abstract assertAcceptable(password: string, owner: PasswordOwner): void;
}
