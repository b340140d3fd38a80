import type { Command } from 'commander';
import { withCore } from './core.js';
import { fail, type Format, JSON_OPTION, report } from './output.js';
import { AuditErasure, type Erased } from '../audit/erasure/audit-erasure.js';

interface Erasure extends Format {
  readonly user?: string;
  readonly event?: string;
}

const ID = /^[\w-]{1,36}$/;

const sentenceOf = ({ events, kept, waiting }: Erased): string =>
  [
    `Erased the personal fields of ${events} events.`,
    ...(kept > 0 ? [`${kept} events of an older version keep them until they are deleted.`] : []),
    ...(waiting > 0 ? [`${waiting} events are in no chain yet: repeat it in two minutes.`] : []),
  ].join('\n');

async function erase({ user, event, ...format }: Erasure): Promise<void> {
  const id = user ?? event ?? '';
  if ((user === undefined) === (event === undefined) || !ID.test(id)) {
    fail('Give either --user or --event, with an id.');
    return;
  }
  const erased = await withCore((core, by) => {
    const erasure = core.get(AuditErasure);
    return event === undefined ? erasure.ofUser(id, by) : erasure.ofEvent(id, by);
  });
  if (erased === null) fail(`There is no event ${id}.`);
  else report(erased, sentenceOf(erased), format);
}

export function addAuditErase(audit: Command): void {
  audit
    .command('erase')
    .description('take addresses, user agents and digests of names out of events, for good')
    .option('--user <id>', 'of all that a user did until now; the account may be gone')
    .option('--event <id>', 'of one event')
    .option(...JSON_OPTION)
    .action(erase);
}
