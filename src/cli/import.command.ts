import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Command, Option } from 'commander';
import { withCore } from './core.js';
import { ImportProgress } from './import-progress.js';
import { type RefusalReport, ReportFile, ShownRefusals } from './import-report.js';
import { UnusableFile } from './unusable-file.js';
import { fail, type Format, JSON_OPTION, report } from './output.js';
import {
  AccountImport,
  type ImportCounts,
  type ImportPlan,
} from '../accounts/transfer/account-import.js';
import { firebaseParameters } from '../accounts/transfer/formats/firebase-parameters.js';
import { FORMAT_NAMES, type FormatName } from '../accounts/transfer/formats/formats.js';
import type { FirebaseParameters } from '../accounts/transfer/formats/line-format.js';

interface ImportOptions extends Format {
  readonly format: FormatName;
  readonly hashConfig?: string;
  readonly keepRoles?: boolean;
  readonly dryRun?: boolean;
  readonly report?: string;
}

const STANDARD_INPUT = '-';
/** Bytes that are read at a time. */
const CHUNK = 1_048_576;

interface Source {
  readonly chunks: AsyncIterable<Buffer>;
  readonly size: number | null;
}

interface Prepared {
  readonly plan: ImportPlan;
  readonly source: Source;
  readonly refusals: RefusalReport;
}

async function sourceOf(path: string): Promise<Source> {
  const file = await open(path, 'r');
  const status = await file.stat();
  if (status.isDirectory()) throw new UnusableFile(path, 'it is a directory');
  const chunks = file.createReadStream({ highWaterMark: CHUNK });
  return { chunks, size: status.isFile() ? status.size : null };
}

async function openSource(path: string): Promise<Source> {
  if (path === STANDARD_INPUT) return { chunks: process.stdin, size: null };
  try {
    return await sourceOf(path);
  } catch (error) {
    throw error instanceof UnusableFile ? error : UnusableFile.by(path, error);
  }
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw UnusableFile.by(path, error);
  }
}

function firebaseOf(path: string | undefined): FirebaseParameters | null {
  if (path === undefined) return null;
  const parameters = firebaseParameters(textOf(path));
  if (parameters !== null) return parameters;
  const names = 'base64_signer_key, base64_salt_separator, rounds and mem_cost';
  throw new UnusableFile(path, `it has to have ${names}`);
}

const planOf = (options: ImportOptions): ImportPlan => ({
  format: options.format,
  dryRun: options.dryRun ?? false,
  keepRoles: options.keepRoles ?? false,
  firebase: firebaseOf(options.hashConfig),
});

function follow(source: Source, plan: ImportPlan, refusals: RefusalReport): Promise<ImportCounts> {
  const progress = new ImportProgress(source.size);
  const listener = {
    refused: refusals.add.bind(refusals),
    advanced: progress.advance.bind(progress),
  };
  return withCore((core, by) =>
    core.get(AccountImport).run(progress.watch(source.chunks), plan, listener, by),
  ).finally(() => {
    progress.end();
    refusals.close();
  });
}

const sentence = ({ added, present, refused }: ImportCounts, dryRun: boolean): string =>
  `${dryRun ? 'Would be added' : 'Added'}: ${added}; present already: ${present}; refused: ${refused}.`;

/** What can fail for the operator's own reasons fails before anything is imported. */
async function prepared(path: string, options: ImportOptions): Promise<Prepared> {
  const plan = planOf(options);
  const source = await openSource(path);
  const refusals =
    options.report === undefined ? new ShownRefusals() : new ReportFile(options.report);
  return { plan, source, refusals };
}

async function importUsers(path: string, options: ImportOptions): Promise<void> {
  try {
    const { plan, source, refusals } = await prepared(path, options);
    const counts = await follow(source, plan, refusals);
    report(counts, sentence(counts, plan.dryRun), options);
    if (counts.refused > 0) fail(`${counts.refused} lines were refused.`);
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    fail(error.message);
  }
}

export function addImportCommands(program: Command): void {
  program
    .command('import')
    .description('take over what another server has')
    .command('users')
    .description('take accounts over, with the hashes of their passwords; may be run again')
    .argument('<file>', 'one account a line, as JSON; - is standard input')
    .addOption(
      new Option('--format <format>', 'whose lines they are')
        .choices(FORMAT_NAMES)
        .default('portcullis' satisfies FormatName),
    )
    .option(
      '--hash-config <file>',
      "Firebase's password hash parameters, as its console shows them",
    )
    .option(
      '--keep-roles',
      'take over the roles that another server gave; by default DEFAULT_ROLES',
    )
    .option('--dry-run', 'write nothing, and tell what would come of it')
    .option('--report <file>', 'tell each refused line in a file of JSON lines')
    .option(...JSON_OPTION)
    .action(importUsers);
}
