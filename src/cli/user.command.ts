import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { Command } from 'commander';
import { CliModule } from './cli.module.js';
import { fail, type Format, JSON_OPTION, report } from './output.js';
import type { EventOrigin } from '../audit/audit-event.js';
import { AccountStatus } from '../auth/account-status.js';
import { loadConfig } from '../config/load-config.js';

/** Runs with the core of the server, without its port. */
async function withAccounts<T>(
  use: (accounts: AccountStatus, by: EventOrigin) => Promise<T>,
): Promise<T> {
  const app = await NestFactory.createApplicationContext(CliModule.of(loadConfig()), {
    abortOnError: false,
  });
  try {
    const by = { requestId: randomUUID(), address: 'command line', userAgent: null };
    return await use(app.get(AccountStatus), by);
  } finally {
    await app.close();
  }
}

const unknown = (name: string): void => {
  fail(`There is no account called ${name}.`);
};

async function disable(name: string, format: Format): Promise<void> {
  const sessionsEnded = await withAccounts((accounts, by) => accounts.disable(name, by));
  if (sessionsEnded === null) unknown(name);
  else report({ sessionsEnded }, `Disabled; sessions ended: ${sessionsEnded}.`, format);
}

async function enable(name: string, format: Format): Promise<void> {
  const enabled = await withAccounts((accounts, by) => accounts.enable(name, by));
  if (enabled) report({ enabled }, 'Enabled.', format);
  else unknown(name);
}

export function addUserCommands(program: Command): void {
  const user = program.command('user').description('accounts');
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
}
