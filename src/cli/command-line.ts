import { Logger } from '@nestjs/common';
import { Command, CommanderError } from 'commander';
import { addHealthCommand } from './health.command.js';
import { addKeyCommands } from './key.command.js';
import { addMigrateCommands } from './migrate.command.js';
import { StandardErrorLog } from './output.js';
import { addUserCommands } from './user.command.js';
import { refuseToStart } from '../refuse-to-start.js';

/** Exit codes: 0 done, 1 not done, 2 not understood, 78 a fault of the configuration. */
const WRONG_USAGE = 2;
const SERVE = 'serve';

const HELP = `
Examples:
  portcullis                      serve, as configured by the environment and .env
  portcullis user disable ana     end all sessions of an account and refuse new ones
  portcullis key create           make a signing key in JWT_KEYS_DIR
  portcullis migrate show         list the migrations of the database

Nothing is installed, built or fetched by a command.`;

/**
 * The commands beside `serve`.
 * @param serve What runs without a command.
 */
function commandLine(serve: () => Promise<void>): Command {
  const program = new Command('portcullis')
    .description('An authentication server, and the commands of its operator.')
    .exitOverride()
    .showHelpAfterError('(portcullis --help lists the commands)')
    .addHelpText('after', HELP);
  program.command(SERVE).description('serve until SIGTERM or SIGINT (the default)').action(serve);
  addUserCommands(program);
  addKeyCommands(program);
  addMigrateCommands(program);
  addHealthCommand(program);
  return program;
}

/** Runs one command, and sets the exit code. */
export async function runCommand(
  args: readonly string[],
  serve: () => Promise<void>,
): Promise<void> {
  if (args[0] !== SERVE) Logger.overrideLogger(new StandardErrorLog());
  try {
    await commandLine(serve).parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) refuseToStart(error);
    // Commander has said what it did not understand; asking for help is understood.
    process.exitCode = error.exitCode === 0 ? 0 : WRONG_USAGE;
  }
}
