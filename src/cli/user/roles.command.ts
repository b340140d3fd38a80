import type { Command } from 'commander';
import { AccountAdministration } from '../../accounts/account-administration.js';
import type { RoleChange } from '../../users/roles.js';
import { withAccount } from '../account.js';
import { type Format, JSON_OPTION, report } from '../output.js';
import { roles } from './arguments.js';

const EXAMPLES = `
Examples:
  portcullis user roles add ana admin
  portcullis user roles remove ana editor reviewer`;

const change = (name: string, changes: RoleChange, format: Format): Promise<void> =>
  withAccount(name, async ({ id }, core, by) => {
    const user = await core.get(AccountAdministration).changeRoles(id, changes, by);
    report({ roles: user.roles }, `Roles: ${user.roles.join(' ')}`, format);
  });

const add = (name: string, given: readonly string[], format: Format): Promise<void> =>
  change(name, { add: given, remove: [] }, format);

const remove = (name: string, taken: readonly string[], format: Format): Promise<void> =>
  change(name, { add: [], remove: taken }, format);

export function addUserRoles(user: Command): void {
  const group = user
    .command('roles')
    .description('the roles of an account')
    .addHelpText('after', EXAMPLES);
  group
    .command('add')
    .argument('<name>', 'of the account')
    .argument('<roles...>', 'what it has from now on', roles)
    .description('give roles to an account; access tokens name them from the next refresh')
    .option(...JSON_OPTION)
    .action(add);
  group
    .command('remove')
    .argument('<name>', 'of the account')
    .argument('<roles...>', 'what it has no more', roles)
    .description('take roles from an account; access tokens name them until they expire')
    .option(...JSON_OPTION)
    .action(remove);
}
