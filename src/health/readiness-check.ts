export type CheckName = 'database' | 'keys' | 'revocations' | 'limits';

/** Something the server cannot serve without. */
export abstract class ReadinessCheck {
  abstract readonly name: CheckName;
  /** Whether it is there; a rejection counts as no, and its reason is logged. */
  abstract check(): Promise<boolean>;
}
