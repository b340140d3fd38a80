import { createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, Option } from 'commander';
import { withCore } from './core.js';
import { fail, type Format, JSON_OPTION, report } from './output.js';
import { AccountExport } from '../accounts/transfer/account-export.js';

interface ExportOptions extends Format {
  readonly output?: string;
}

/** It holds password hashes. */
const OWNER_ONLY = 0o600;

/** A file without this at the end of its name is whole. */
const UNFINISHED = '.part';

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** How many accounts were written. */
function writeTo(stream: Writable, { end }: { readonly end: boolean }): Promise<number> {
  return withCore(async (core, by) => {
    let exported = 0;
    async function* chunks(): AsyncGenerator<string> {
      for await (const lines of core.get(AccountExport).run(by)) {
        yield `${lines.join('\n')}\n`;
        exported += lines.length;
      }
    }
    await pipeline(chunks, stream, { end });
    return exported;
  });
}

async function exportToFile(path: string, format: Format): Promise<void> {
  if (await exists(path)) {
    fail(`${path} is there already.`);
    return;
  }
  const unfinished = path + UNFINISHED;
  // One that is left of an earlier run might be open to others.
  await rm(unfinished, { force: true });
  const file = createWriteStream(unfinished, { flags: 'wx', mode: OWNER_ONLY });
  const exported = await writeTo(file, { end: true });
  await rename(unfinished, path);
  report(
    { exported, file: path },
    `Exported: ${exported}. The file holds password hashes.`,
    format,
  );
}

/** A reader that has seen enough, such as `head`, is no fault. */
const isClosedPipe = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EPIPE';

async function exportToStandardOutput(): Promise<void> {
  if (process.stdout.isTTY) {
    process.stderr.write('These lines hold password hashes. Clear the screen when you are done.\n');
  }
  try {
    await writeTo(process.stdout, { end: false });
  } catch (error) {
    if (!isClosedPipe(error)) throw error;
    process.exitCode = 1;
  }
}

const exportUsers = ({ output, ...format }: ExportOptions): Promise<void> =>
  output === undefined ? exportToStandardOutput() : exportToFile(output, format);

export function addExportCommands(program: Command): void {
  program
    .command('export')
    .description('hand out what this server has')
    .command('users')
    .description('every account, with the hash of its password, as `import users` reads it')
    .addOption(
      new Option('--format <format>', 'how they are written').choices(['jsonl']).default('jsonl'),
    )
    .option('--output <file>', 'write to a new file that its owner alone can read')
    .option(...JSON_OPTION)
    .action(exportUsers);
}
