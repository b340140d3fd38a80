import type { Command } from 'commander';
import { AccountDeletion } from '../../accounts/account-deletion.js';
import { AccountStatus } from '../../accounts/account-status.js';
import { withAccount } from '../account.js';
import { type Format, JSON_OPTION, report } from '../output.js';

const disable = (name: string, format: Format): Promise<void> =>
  withAccount(name, async ({ id }, core, by) => {
    const { sessionsEnded } = await core.get(AccountStatus).disable(id, by);
    report({ sessionsEnded }, `Disabled; sessions ended: ${sessionsEnded}.`, format);
  });

const enable = (name: string, format: Format): Promise<void> =>
  withAccount(name, async ({ id }, core, by) => {
    await core.get(AccountStatus).enable(id, by);
    report({ enabled: true }, 'Enabled.', format);
  });

const remove = (name: string, format: Format): Promise<void> =>
  withAccount(name, async ({ id }, core, by) => {
    await core.get(AccountDeletion).delete(id, by);
    report({ deleted: id }, 'Deleted; the name is not given to another account.', format);
  });

export function addUserStatus(user: Command): void {
  user
    .command('disable <name>')
    .description('end all sessions of an account and refuse new ones')
    .option(...JSON_OPTION)
    .action(disable);
  user
    .command('enable <name>')
    .description('let a disabled account log in again')
    .option(...JSON_OPTION)
    .action(enable);
  user
    .command('delete <name>')
    .description('end all sessions of an account and delete it for good, its name with it')
    .option(...JSON_OPTION)
    .action(remove);
}
