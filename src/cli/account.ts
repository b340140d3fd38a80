import type { INestApplicationContext } from '@nestjs/common';
import { AccountSearch } from '../accounts/account-search.js';
import type { EventOrigin } from '../audit/event-origin.js';
import type { User } from '../users/users.js';
import { withCore } from './core.js';
import { fail } from './output.js';
import { unlessRefused } from './refusal.js';

/** What a command does with one account. */
export type AccountCommand = (
  user: User,
  core: INestApplicationContext,
  by: EventOrigin,
) => Promise<void>;

/** Runs with the account of a name, in any of its spellings; tells where there is none. */
export function withAccount(name: string, command: AccountCommand): Promise<void> {
  return withCore(async (core, by) => {
    const user = await core.get(AccountSearch).byName(name);
    if (user === null) fail(`There is no account called ${name}.`);
    else await unlessRefused(() => command(user, core, by));
  });
}
