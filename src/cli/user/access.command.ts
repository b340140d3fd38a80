import type { Command } from 'commander';
import { AccountAdministration } from '../../accounts/account-administration.js';
import { AccountPasswords } from '../../accounts/account-passwords.js';
import { withAccount } from '../account.js';
import { type Format, JSON_OPTION, report } from '../output.js';
import { givenPassword, PASSWORD_STDIN, type PasswordSource, TOLD_ONCE } from './password.js';

const unlock = (name: string, format: Format): Promise<void> =>
  withAccount(name, async ({ id }, core, by) => {
    await core.get(AccountAdministration).unlock(id, by);
    report({ unlocked: true }, 'Failed guesses until now count for nothing.', format);
  });

const requirePassword = (name: string, format: Format): Promise<void> =>
  withAccount(name, async ({ id }, core, by) => {
    await core.get(AccountPasswords).requireNew(id, by);
    report({ newPasswordRequired: true }, 'A new password is required.', format);
  });

async function setPassword(name: string, options: Format & PasswordSource): Promise<void> {
  const { password, made } = await givenPassword(options);
  await withAccount(name, async ({ id }, core, by) => {
    await core.get(AccountPasswords).set(id, password, by);
    const sentence = made ? `Password: ${password}\n${TOLD_ONCE}` : 'Set.';
    report({ set: true, ...(made ? { password } : {}) }, sentence, options);
  });
}

export function addUserAccess(user: Command): void {
  user
    .command('unlock <name>')
    .description('let an account in again that has had too many wrong passwords')
    .option(...JSON_OPTION)
    .action(unlock);
  user
    .command('require-password <name>')
    .description('end all sessions of an account; its password is refused until it is changed')
    .option(...JSON_OPTION)
    .action(requirePassword);
  user
    .command('set-password <name>')
    .description('end all sessions of an account and give it another password')
    .option(...PASSWORD_STDIN)
    .option(...JSON_OPTION)
    .action(setPassword);
}
