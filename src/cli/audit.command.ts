import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import { addAuditErase } from './audit-erase.js';
import { withCore } from './core.js';
import { fail, type Format, JSON_OPTION, report } from './output.js';
import { AuditVerification } from '../audit/verification/audit-verification.js';
import { type AuditVerdict, exitCodeOf } from '../audit/verification/finding.js';
import { AppConfig } from '../config/app-config.js';
import { checkpointPlace } from '../config/checkpoint-places.js';

interface Verification extends Format {
  readonly checkpoints?: readonly string[];
}

/** The files that this server writes, as far as they are there. */
const ownFiles = ({ audit }: AppConfig): readonly string[] =>
  audit.auditCheckpoints.flatMap((name) => {
    const place = checkpointPlace(name);
    return place?.kind === 'file' && existsSync(place.path) ? [place.path] : [];
  });

function sentenceOf(verdict: AuditVerdict): string {
  const { events, chains, checkpoints, outsideCheckpoints, waiting, carried, erased, findings } =
    verdict;
  return [
    `Read ${events} events in ${chains} chains, ${checkpoints} checkpoints, and ${outsideCheckpoints} outside.`,
    ...(carried > 0 ? [`${carried} events are from before there were chains.`] : []),
    ...(erased > 0 ? [`The personal fields of ${erased} events were erased.`] : []),
    ...(waiting > 0 ? [`${waiting} events are in no chain yet.`] : []),
    ...(outsideCheckpoints === 0
      ? [
          'No checkpoint from outside was given: whether an older store was put back cannot be told.',
        ]
      : []),
    ...findings.map(({ kind, where, detail }) => `${kind}: ${where}: ${detail}`),
    findings.length === 0 ? 'Nothing was altered.' : `Findings: ${findings.length}.`,
  ].join('\n');
}

async function verify({ checkpoints, ...format }: Verification): Promise<void> {
  const missing = checkpoints?.find((file) => !existsSync(file));
  if (missing !== undefined) {
    fail(`There is no file ${missing}.`);
    return;
  }
  const verdict = await withCore((core) =>
    core.get(AuditVerification).verify(checkpoints ?? ownFiles(core.get(AppConfig))),
  );
  report({ intact: verdict.findings.length === 0, ...verdict }, sentenceOf(verdict), format);
  process.exitCode = exitCodeOf(verdict);
}

const HELP = `
Exit codes: 0 nothing was altered, 10 altered, 11 inserted or duplicated, 12 missing inside,
13 missing at the end, 14 a whole chain missing, 15 a checkpoint forged, 16 the store is older than
a checkpoint outside, 18 personal fields erased without a word in the trail, 17 cannot tell, since
the key is not here; of several, the gravest (the first).`;

const files = (file: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  file,
];

export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('the audit trail');
  addAuditErase(audit);
  audit
    .command('verify')
    .description('find out whether the audit trail was altered')
    .option(
      '--checkpoints <file>',
      'checkpoints from outside; by default those files of AUDIT_CHECKPOINTS',
      files,
    )
    .option(...JSON_OPTION)
    .addHelpText('after', HELP)
    .action(verify);
}
