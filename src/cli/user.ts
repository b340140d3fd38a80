import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { CliModule } from './cli.module.js';
import type { EventOrigin } from '../audit/audit-event.js';
import { AccountStatus } from '../auth/account-status.js';
import { loadConfig } from '../config/load-config.js';
import { refuseToStart } from '../refuse-to-start.js';

const USAGE = 'Usage: npm run user -- disable NAME | enable NAME';
const WRONG_USAGE = 2;

/** What was done, in words; null when nobody has that name. */
type Action = (accounts: AccountStatus, name: string, by: EventOrigin) => Promise<string | null>;

const ACTIONS: ReadonlyMap<string | undefined, Action> = new Map<string, Action>([
  [
    'disable',
    async (accounts, name, by) => {
      const ended = await accounts.disable(name, by);
      return ended === null ? null : `Disabled; sessions ended: ${ended}.`;
    },
  ],
  ['enable', async (accounts, name, by) => ((await accounts.enable(name, by)) ? 'Enabled.' : null)],
]);

async function perform(action: Action, name: string): Promise<string | null> {
  const app = await NestFactory.createApplicationContext(CliModule.of(loadConfig()), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const by = { requestId: randomUUID(), address: 'command line', userAgent: null };
  try {
    return await action(app.get(AccountStatus), name, by);
  } finally {
    await app.close();
  }
}

function fail(reason: string, code: number): void {
  process.stderr.write(`${reason}\n`);
  process.exitCode = code;
}

async function main([verb, name, ...surplus]: readonly string[]): Promise<void> {
  const action = ACTIONS.get(verb);
  if (action === undefined || name === undefined || surplus.length > 0) {
    fail(USAGE, WRONG_USAGE);
    return;
  }
  const done = await perform(action, name);
  if (done === null) fail(`Nobody is called ${name}.`, 1);
  else process.stdout.write(`${done}\n`);
}

main(process.argv.slice(2)).catch(refuseToStart);
