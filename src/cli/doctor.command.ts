import type { Command } from 'commander';
import type { AppConfig } from '../config/app-config.js';
import { ConfigurationError } from '../config/configuration-error.js';
import { loadConfig } from '../config/load-config.js';
import { BOOT_CHECKS, type BootCheck } from './boot-checks.js';
import { type Format, JSON_OPTION, report } from './output.js';

const EXAMPLES = `
Examples:
  portcullis doctor            before the first start, or after a change of the settings
  portcullis doctor --json     for a script; 1 if something would keep the server from starting`;

interface Finding {
  readonly name: string;
  readonly good: boolean;
  readonly found: string;
  /** Null where there is nothing to mend. */
  readonly mend: string | null;
}

/** Drivers leave the message empty where several addresses were tried. */
function reasonOf(error: unknown): string {
  if (error instanceof ConfigurationError) return error.faults.join('; ');
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : error.name;
  return error.message === '' ? code : error.message;
}

async function examine({ name, look, mend }: BootCheck, config: AppConfig): Promise<Finding> {
  try {
    return { name, good: true, found: await look(config), mend: null };
  } catch (error) {
    return { name, good: false, found: reasonOf(error), mend };
  }
}

/** Without a configuration there is nothing else to look at. */
async function findings(): Promise<readonly Finding[]> {
  const name = 'configuration';
  const found: Finding[] = [];
  try {
    const config = loadConfig();
    const mode = config.production ? 'production' : 'development';
    found.push({ name, good: true, found: `good for ${mode}`, mend: null });
    for (const check of BOOT_CHECKS) found.push(await examine(check, config));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const mend = 'Mend each of these in the environment or .env; .env.example explains them.';
    found.push({ name, good: false, found: error.faults.join('; '), mend });
  }
  return found;
}

const line = ({ name, good, found, mend }: Finding): string =>
  `${good ? 'ok  ' : 'FAIL'} ${name}: ${found}${mend === null ? '' : `\n     ${mend}`}`;

async function doctor(format: Format): Promise<void> {
  const found = await findings();
  const good = found.every((each) => each.good);
  report({ good, findings: found }, found.map(line).join('\n'), format);
  if (!good) process.exitCode = 1;
}

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('say what would keep the server from starting, and how to mend it')
    .option(...JSON_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(doctor);
}
