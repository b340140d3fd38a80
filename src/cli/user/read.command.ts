import type { Command } from 'commander';
import { AccountSearch } from '../../accounts/account-search.js';
import { withAccount } from '../account.js';
import { withCore } from '../core.js';
import { type Format, JSON_OPTION, report } from '../output.js';
import { type Searched, SEARCHED } from '../../users/user-directory.js';
import { pageSize } from './arguments.js';
import { listedUser, userLine, userPage } from './listing.js';

const EXAMPLES = `
Examples:
  portcullis user list --username an        those whose names begin with "an"
  portcullis user list --limit 100 --json   a page for a script; its "next" is the next --after`;

const show = (name: string, format: Format): Promise<void> =>
  withAccount(name, async (user) => {
    report(listedUser(user), userPage(user), format);
  });

type Search = Format &
  Readonly<Partial<Record<Searched, string>>> & {
    readonly after?: string;
    readonly limit?: number;
  };

async function list({ after, limit, ...options }: Search): Promise<void> {
  const by = SEARCHED.find((each) => options[each] !== undefined) ?? 'username';
  const search = { by, prefix: options[by] ?? '', after: after ?? null, limit };
  await withCore(async (core) => {
    const { users, next } = await core.get(AccountSearch).search(search);
    const more = next === null ? [] : [`There are more: --after ${next}`];
    const lines = users.length === 0 ? ['There are none.'] : [...users.map(userLine), ...more];
    report({ users: users.map(listedUser), next }, lines.join('\n'), options);
  });
}

export function addUserReading(user: Command): void {
  user
    .command('show <name>')
    .description('tell what is known of an account')
    .option(...JSON_OPTION)
    .action(show);
  user
    .command('list')
    .description('list the accounts, a page at a time, by the beginning of one of three')
    .option('--username <prefix>', 'how the name begins (the default: any)')
    .option('--email <prefix>', 'how the mail address begins')
    .option('--id <prefix>', 'how the id begins')
    .option('--limit <number>', 'accounts of a page', pageSize)
    .option('--after <key>', 'where the page before ended')
    .option(...JSON_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(list);
}
