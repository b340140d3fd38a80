import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';

/** As random as a key of 144 bits. */
const BYTES = 18;

export interface PasswordSource {
  readonly passwordStdin?: boolean;
}

export const PASSWORD_STDIN = [
  '--password-stdin',
  'read the password from standard input instead of making one',
] as const;

/** A password, and whether it was made here and has to be told. */
export interface GivenPassword {
  readonly password: string;
  readonly made: boolean;
}

/** Never from an argument, which other people on the machine can read. */
export async function givenPassword({ passwordStdin }: PasswordSource): Promise<GivenPassword> {
  if (passwordStdin !== true) {
    return { password: randomBytes(BYTES).toString('base64url'), made: true };
  }
  return { password: (await text(process.stdin)).replace(/\r?\n$/, ''), made: false };
}

export const TOLD_ONCE = 'The password is told this once.';
