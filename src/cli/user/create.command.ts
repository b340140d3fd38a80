import type { Command } from 'commander';
import { AccountAdministration } from '../../accounts/account-administration.js';
import { withCore } from '../core.js';
import { type Format, JSON_OPTION, report } from '../output.js';
import { unlessRefused } from '../refusal.js';
import { displayName, email, roles } from './arguments.js';
import { givenPassword, PASSWORD_STDIN, type PasswordSource, TOLD_ONCE } from './password.js';

interface Creation extends Format, PasswordSource {
  readonly role?: readonly string[];
  readonly email?: string;
  readonly displayName?: string;
  /** False for an account without one. */
  readonly password: boolean;
}

const EXAMPLES = `
Examples:
  portcullis user create ana --role admin
                                  make an administrator, and tell the password once
  portcullis user create ben --email ben@example.com --password-stdin < password.txt`;

async function create(username: string, options: Creation): Promise<void> {
  const given = options.password ? await givenPassword(options) : null;
  const account = {
    username,
    email: options.email ?? null,
    displayName: options.displayName,
    password: given?.password,
    roles: options.role,
  };
  await withCore((core, by) =>
    unlessRefused(async () => {
      const user = await core.get(AccountAdministration).create(account, by);
      const told = given?.made === true ? { password: given.password } : {};
      const lines = [
        `Account:  ${user.username}`,
        `Id:       ${user.id}`,
        ...('password' in told ? [`Password: ${told.password}`, TOLD_ONCE] : []),
      ];
      report({ id: user.id, username: user.username, ...told }, lines.join('\n'), options);
    }),
  );
}

export function addUserCreate(user: Command): void {
  user
    .command('create <name>')
    .description('make an account; also where registration is closed')
    .option('--role <role>', 'a role that it has instead of DEFAULT_ROLES; may be repeated', roles)
    .option('--email <address>', 'its mail address', email)
    .option('--display-name <text>', 'what people see; its name by default', displayName)
    .option(...PASSWORD_STDIN)
    .option('--no-password', 'for one that signs in at an identity provider alone')
    .option(...JSON_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(create);
}
