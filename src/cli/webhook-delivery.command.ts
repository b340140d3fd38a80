import type { Command } from 'commander';
import { withCore } from './core.js';
import { fail, type Format, JSON_OPTION, report } from './output.js';
import { moment, most } from './webhook-arguments.js';
import { deliveryLine, listedDelivery } from './webhook-listing.js';
import { WebhookAdministration } from '../webhooks/webhook-administration.js';
import { WebhookReplay } from '../webhooks/webhook-replay.js';
import { WebhookTrial } from '../webhooks/webhook-trial.js';

const USUAL = 20;

async function test(id: string, format: Format): Promise<void> {
  const result = await withCore((core) => core.get(WebhookTrial).send(id));
  if (result === null) fail(`There is no webhook ${id}.`);
  else if (result.kind === 'unanswered') fail(`There was no answer: ${result.cause}.`);
  else {
    const { status } = result;
    const taken = status >= 200 && status < 300;
    if (taken) report({ taken, status }, `Taken: ${status}.`, format);
    else fail(`Not taken: ${status}.`);
  }
}

async function deliveries(id: string, options: Format & { limit?: number }): Promise<void> {
  const { limit = USUAL } = options;
  const found = await withCore((core) =>
    core.get(WebhookAdministration).newestDeliveries(id, limit),
  );
  if (found === null) {
    fail(`There is no webhook ${id}.`);
    return;
  }
  const sentence = found.length === 0 ? 'There are none.' : found.map(deliveryLine).join('\n');
  report({ deliveries: found.map(listedDelivery) }, sentence, options);
}

interface Replay extends Format {
  readonly from: number;
  readonly to: number;
}

async function replay(id: string, { from, to, ...format }: Replay): Promise<void> {
  const range = { from, until: to };
  const events = await withCore((core, by) => core.get(WebhookReplay).replay(id, range, by));
  if (events === 'unknown-webhook') fail(`There is no webhook ${id}.`);
  else if (events === 'disabled') fail(`Webhook ${id} is disabled: enable it first.`);
  else report({ events }, `Events that will be sent again: ${events}.`, format);
}

/** What concerns the messages of one webhook. */
export function addWebhookDeliveryCommands(webhook: Command): void {
  webhook
    .command('test <id>')
    .description('send it a webhook.test from this machine, and tell what it answers')
    .option(...JSON_OPTION)
    .action(test);
  webhook
    .command('deliveries <id>')
    .description('list what was sent to it, the newest first')
    .option('--limit <number>', `how many; ${USUAL} where it is left out`, most)
    .option(...JSON_OPTION)
    .action(deliveries);
  webhook
    .command('replay <id>')
    .description('send again what happened between two moments, under the same ids')
    .requiredOption('--from <moment>', 'such as 2026-01-31T12:00:00Z', moment)
    .requiredOption('--to <moment>', 'such as 2026-01-31T13:00:00Z', moment)
    .option(...JSON_OPTION)
    .action(replay);
}
