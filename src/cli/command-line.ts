import { Logger } from '@nestjs/common';
import { Command, CommanderError } from 'commander';
import { addAuditCommands } from './audit.command.js';
import { addClientCommands } from './client.command.js';
import { addConfigCommands } from './config.command.js';
import { addDoctorCommand } from './doctor.command.js';
import { addExportCommands } from './export.command.js';
import { addHealthCommand } from './health.command.js';
import { addImportCommands } from './import.command.js';
import { addKeyCommands } from './key.command.js';
import { addMigrateCommands } from './migrate.command.js';
import { StandardErrorLog } from './output.js';
import { addSessionCommands } from './session.command.js';
import { addUserCommands } from './user/user.command.js';
import { addWebhookCommands } from './webhook.command.js';
import { refuseToStart } from '../refuse-to-start.js';

/**
 * Exit codes: 0 done, 1 not done, 2 not understood, 78 a fault of the configuration; `audit verify`
 * has its own from 10 on.
 */
const WRONG_USAGE = 2;
const SERVE = 'serve';

const HELP = `
Examples:
  portcullis                      serve, as configured by the environment and .env
  portcullis user create ana --role admin
                                  make an administrator, and tell the password once
  portcullis user disable ana     end all sessions of an account and refuse new ones
  portcullis client create orders-api --audience orders
                                  make a service account for the service orders
  portcullis webhook create https://example.com/events
                                  send events there, signed
  portcullis key create           make a signing key in JWT_KEYS_DIR
  portcullis key rotate           have another key sign, without an interruption
  portcullis doctor               say what would keep the server from starting
  portcullis audit verify         find out whether the audit trail was altered
  portcullis migrate show         list the migrations of the database
  portcullis import users people.jsonl --dry-run
                                  tell what would become of the accounts in a file
  portcullis export users --output people.jsonl
                                  write every account to a file

Nothing is installed, built or fetched by a command.`;

/**
 * The commands beside `serve`.
 * @param serve What runs without a command.
 */
export function commandLine(serve: () => Promise<void>): Command {
  const program = new Command('portcullis')
    .description('An authentication server, and the commands of its operator.')
    .exitOverride()
    .showHelpAfterError('(portcullis --help lists the commands)')
    .addHelpText('after', HELP);
  program.command(SERVE).description('serve until SIGTERM or SIGINT (the default)').action(serve);
  addUserCommands(program);
  addSessionCommands(program);
  addClientCommands(program);
  addWebhookCommands(program);
  addAuditCommands(program);
  addKeyCommands(program);
  addMigrateCommands(program);
  addImportCommands(program);
  addExportCommands(program);
  addHealthCommand(program);
  addConfigCommands(program);
  addDoctorCommand(program);
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
