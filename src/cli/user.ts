import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { CliModule } from './cli.module.js';
import { AccountStatus } from '../auth/account-status.js';
import { loadConfig } from '../config/load-config.js';
import { refuseToStart } from '../refuse-to-start.js';

const USAGE = 'Usage: npm run user -- disable NAME | enable NAME';

/** What to say, and whether it worked. */
type Outcome = readonly [said: string, worked: boolean];

async function change(
  accounts: AccountStatus,
  action: string | undefined,
  name: string,
): Promise<Outcome> {
  const origin = { requestId: randomUUID(), address: 'command line', userAgent: null };
  if (action === 'disable') {
    const ended = await accounts.disable(name, origin);
    return ended === null ? unknown(name) : [`Disabled; sessions ended: ${ended}.`, true];
  }
  if (action === 'enable') {
    return (await accounts.enable(name, origin)) ? ['Enabled.', true] : unknown(name);
  }
  return [USAGE, false];
}

const unknown = (name: string): Outcome => [`Nobody is called ${name}.`, false];

async function main(): Promise<void> {
  const [action, name] = process.argv.slice(2);
  if (name === undefined) {
    process.stderr.write(`${USAGE}\n`);
    process.exitCode = 2;
    return;
  }
  const config = loadConfig();
  const app = await NestFactory.createApplicationContext(CliModule.of(config), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  const [said, worked] = await change(app.get(AccountStatus), action, name);
  await app.close();
  process.stdout.write(`${said}\n`);
  process.exitCode = worked ? 0 : 1;
}

main().catch(refuseToStart);
