import type { Command } from 'commander';
import { type Format, JSON_OPTION, report } from './output.js';
import { loadConfig } from '../config/load-config.js';
import { SchemaHistory } from '../database/schema-history.js';

async function run(format: Format): Promise<void> {
  const executed = await SchemaHistory.with(loadConfig(), (history) => history.run());
  const sentence = executed.length === 0 ? 'Nothing was pending.' : executed.join('\n');
  report({ executed }, sentence, format);
}

async function show(format: Format): Promise<void> {
  const migrations = await SchemaHistory.with(loadConfig(), (history) => history.all());
  const lines = migrations.map(({ name, executed }) => `[${executed ? 'X' : ' '}] ${name}`);
  report({ migrations }, lines.join('\n'), format);
}

async function revert(format: Format): Promise<void> {
  const reverted = await SchemaHistory.with(loadConfig(), (history) => history.revert());
  const sentence = reverted === null ? 'There is nothing to revert.' : `Reverted ${reverted}.`;
  report({ reverted }, sentence, format);
}

export function addMigrateCommands(program: Command): void {
  const group = program.command('migrate').description('the schema of the database');
  group
    .command('run', { isDefault: true })
    .description('bring the schema up to date, as the server does when it starts (the default)')
    .option(...JSON_OPTION)
    .action(run);
  group
    .command('show')
    .description('list the migrations, with an X for those that the database has seen')
    .option(...JSON_OPTION)
    .action(show);
  group
    .command('revert')
    .description('take the last migration back; stop all instances first')
    .option(...JSON_OPTION)
    .action(revert);
}
