import type { Command } from 'commander';
import { AccountFactors } from '../../accounts/account-factors.js';
import { withAccount } from '../account.js';
import { iso } from '../iso.js';
import { type Format, JSON_OPTION, report } from '../output.js';

const EXAMPLES = `
Examples:
  portcullis user factors list ana
  portcullis user factors reset ana     for an owner who has lost them all; the password stays`;

const list = (name: string, format: Format): Promise<void> =>
  withAccount(name, async ({ id }, core) => {
    const { factors, recoveryCodesLeft } = await core.get(AccountFactors).list(id);
    const listed = factors.map((factor) => ({
      id: factor.id,
      kind: 'totp',
      name: factor.name,
      createdAt: iso(factor.createdAt),
      lastUsedAt: iso(factor.lastUsedAt),
    }));
    const lines = listed.map(
      (each) => `${each.id} ${each.kind} ${each.name}: last used ${each.lastUsedAt ?? 'never'}`,
    );
    const codes = `Recovery codes left: ${String(recoveryCodesLeft)}`;
    const sentence = lines.length === 0 ? 'There are none.' : [...lines, codes].join('\n');
    report({ factors: listed, recoveryCodesLeft }, sentence, format);
  });

const reset = (name: string, format: Format): Promise<void> =>
  withAccount(name, async ({ id }, core, by) => {
    await core.get(AccountFactors).reset(id, by);
    report({ reset: true }, 'Every factor and recovery code is removed.', format);
  });

export function addUserFactors(user: Command): void {
  const group = user
    .command('factors')
    .description('the second factors of an account')
    .addHelpText('after', EXAMPLES);
  group
    .command('list <name>')
    .description('list the factors of an account')
    .option(...JSON_OPTION)
    .action(list);
  group
    .command('reset <name>')
    .description('remove every factor and recovery code of an account')
    .option(...JSON_OPTION)
    .action(reset);
}
