import type { Command } from 'commander';
import { SessionListing } from '../sessions/session-listing.js';
import { SessionRevocation } from '../sessions/session-revocation.js';
import { deviceLabel } from '../sessions/device-label.js';
import type { ListedSession } from '../token-store/token-store.js';
import { withAccount } from './account.js';
import { iso } from './iso.js';
import { type Format, JSON_OPTION, report } from './output.js';
import { pageSize } from './user/arguments.js';

const EXAMPLES = `
Examples:
  portcullis session list ana
  portcullis session end ana 01980c5e-7d1a-7c3e-9f52-3b6f0a8c41d8
  portcullis session end ana --all`;

const listedSession = (session: ListedSession): object => ({
  id: session.id,
  contract: session.contract,
  device: deviceLabel(session.lastUserAgent),
  createdAt: iso(session.createdAt),
  lastUsedAt: iso(session.rotatedAt),
  expiresAt: iso(session.expiresAt),
  firstAddress: session.issuedAddress,
  lastAddress: session.lastAddress,
});

const sessionLine = (session: ListedSession): string =>
  `${session.id} ${session.contract}: ` +
  `${deviceLabel(session.lastUserAgent) ?? 'unknown device'} at ${session.lastAddress}, ` +
  `last used ${iso(session.rotatedAt) ?? ''}`;

interface Page extends Format {
  readonly after?: string;
  readonly limit?: number;
}

const list = (name: string, { after, limit, ...format }: Page): Promise<void> =>
  withAccount(name, async ({ id }, core) => {
    const { sessions, next } = await core.get(SessionListing).list(id, after ?? null, limit);
    const more = next === null ? [] : [`There are more: --after ${next}`];
    const lines = sessions.length === 0 ? ['There are none.'] : sessions.map(sessionLine);
    report({ sessions: sessions.map(listedSession), next }, [...lines, ...more].join('\n'), format);
  });

type Ending = Format & { readonly all?: boolean };

function end(
  this: Command,
  name: string,
  sessionId: string | undefined,
  { all = false, ...format }: Ending,
): Promise<void> {
  if ((sessionId === undefined) !== all) this.error('error: name one session, or say --all');
  return withAccount(name, async ({ id }, core, by) => {
    if (sessionId === undefined) {
      const ended = await core.get(SessionRevocation).endAllOf(id, 'ended-by-operator', by);
      report({ sessionsEnded: ended.length }, `Sessions ended: ${ended.length}.`, format);
    } else {
      await core.get(SessionListing).end(id, sessionId, by, 'ended-by-operator');
      report({ ended: sessionId }, 'Ended.', format);
    }
  });
}

export function addSessionCommands(program: Command): void {
  const session = program
    .command('session')
    .description('sessions of accounts')
    .addHelpText('after', EXAMPLES);
  session
    .command('list <name>')
    .description('list what an account has open, the newest first')
    .option('--limit <number>', 'sessions of a page', pageSize)
    .option('--after <id>', 'where the page before ended')
    .option(...JSON_OPTION)
    .action(list);
  session
    .command('end')
    .argument('<name>', 'of the account')
    .argument('[session]', 'id of the session, as listed')
    .description('end a session of an account, or all of them')
    .option('--all', 'end every one that is open')
    .option(...JSON_OPTION)
    .action(end);
}
