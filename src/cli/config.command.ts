import type { Command } from 'commander';
import { ConfigurationError } from '../config/configuration-error.js';
import { loadConfig } from '../config/load-config.js';
import { type Format, JSON_OPTION, report } from './output.js';

const EXAMPLES = `
Examples:
  portcullis config check                   the environment and .env of this folder
  NODE_ENV=production portcullis config check --json`;

/** EX_CONFIG, as of a server that refuses to start. */
const EX_CONFIG = 78;

/** Asks nothing but the environment and the file: neither a database nor a key. */
function check(format: Format): void {
  try {
    const { production } = loadConfig();
    const mode = production ? 'production' : 'development';
    report({ faults: [] }, `The configuration is good for ${mode}.`, format);
  } catch (error) {
    if (!(error instanceof ConfigurationError) || format.json !== true) throw error;
    report({ faults: error.faults }, '', format);
    process.exitCode = EX_CONFIG;
  }
}

export function addConfigCommands(program: Command): void {
  program
    .command('config')
    .description('the settings')
    .command('check')
    .description('say every fault of the configuration; 78 if there is one')
    .option(...JSON_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(check);
}
