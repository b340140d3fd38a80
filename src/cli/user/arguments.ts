import { InvalidArgumentError } from 'commander';
import { mailAddress } from '../../users/mail-address.js';
import { isPresentable } from '../../text/unicode.js';
import { isRoleName } from '../../users/roles.js';

const LONGEST_NAME = 128;
const MOST = 100;

export function role(text: string): string {
  if (isRoleName(text)) return text;
  throw new InvalidArgumentError('It must be 1 to 64 letters, digits or any of _:.-');
}

/** For an option or argument that may come several times. */
export const roles = (text: string, before: readonly string[] = []): readonly string[] => [
  ...new Set([...before, role(text)]),
];

export function email(text: string): string {
  const address = mailAddress(text);
  if (address !== null) return address.text;
  throw new InvalidArgumentError('It must be a mail address.');
}

export function displayName(text: string): string {
  if (Array.from(text).length <= LONGEST_NAME && isPresentable(text)) return text;
  throw new InvalidArgumentError(`It must be visible text of at most ${LONGEST_NAME} characters.`);
}

export function pageSize(text: string): number {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= MOST) return number;
  throw new InvalidArgumentError(`It must be a number from 1 to ${MOST}.`);
}
