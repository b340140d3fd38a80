import type { Command } from 'commander';
import { withCore } from './core.js';
import { fail, type Format, JSON_OPTION, report } from './output.js';
import { description, eventKinds } from './webhook-arguments.js';
import { addWebhookDeliveryCommands } from './webhook-delivery.command.js';
import { listedWebhook, webhookLine, webhookText } from './webhook-listing.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { type ToldKey, WebhookAdministration } from '../webhooks/webhook-administration.js';

const withWebhooks = <T>(
  use: (webhooks: WebhookAdministration, by: EventOrigin) => Promise<T>,
): Promise<T> => withCore((core, by) => use(core.get(WebhookAdministration), by));

const FAULTS = {
  'no-url': 'It must be an https URL without a password and a fragment.',
  'not-https': 'It must be https in production.',
  'private-address':
    'Its host leads into a private network. WEBHOOK_ALLOW_PRIVATE=on allows that outside production.',
  full: 'There are as many webhooks as there may be: delete one first.',
} as const;

const told = ({ id, key }: ToldKey): string =>
  key.startsWith('whsec_')
    ? [`Webhook: ${id}`, `Secret:  ${key}`, 'The secret is told this once.'].join('\n')
    : [`Webhook:    ${id}`, `Public key: ${key}`].join('\n');

const tell = (made: ToldKey, format: Format): void => {
  const member = made.key.startsWith('whsec_') ? 'secret' : 'publicKey';
  report({ id: made.id, [member]: made.key }, told(made), format);
};

interface Creation extends Format {
  readonly event?: readonly string[];
  readonly description?: string;
  readonly asymmetric?: boolean;
}

async function create(url: string, options: Creation): Promise<void> {
  const webhook = {
    url,
    description: options.description ?? '',
    kinds: options.event ?? [],
    algorithm: options.asymmetric === true ? ('v1a' as const) : ('v1' as const),
  };
  const made = await withWebhooks((webhooks, by) => webhooks.create(webhook, by));
  if (typeof made === 'string') fail(FAULTS[made]);
  else tell(made, options);
}

async function list(format: Format): Promise<void> {
  const all = await withWebhooks((webhooks) => webhooks.list());
  const sentence = all.length === 0 ? 'There are none.' : all.map(webhookLine).join('\n');
  report({ webhooks: all.map(listedWebhook) }, sentence, format);
}

async function show(id: string, format: Format): Promise<void> {
  const shown = await withWebhooks((webhooks) => webhooks.find(id));
  if (shown === null) fail(`There is no webhook ${id}.`);
  else report(listedWebhook(shown), webhookText(shown), format);
}

async function rotateSecret(id: string, options: Format & { now?: boolean }): Promise<void> {
  const { now = false } = options;
  const made = await withWebhooks((webhooks, by) => webhooks.rotateSecret(id, { now }, by));
  if (made === null) fail(`There is no webhook ${id}.`);
  else tell(made, options);
}

async function disable(id: string, format: Format): Promise<void> {
  const disabled = await withWebhooks((webhooks, by) => webhooks.disable(id, by));
  if (disabled) report({ disabled }, 'Disabled.', format);
  else fail(`There is no webhook ${id} that is enabled.`);
}

async function enable(id: string, format: Format): Promise<void> {
  const enabled = await withWebhooks((webhooks, by) => webhooks.enable(id, by));
  if (enabled) report({ enabled }, 'Enabled.', format);
  else fail(`There is no webhook ${id} that is disabled.`);
}

async function remove(id: string, format: Format): Promise<void> {
  const deleted = await withWebhooks((webhooks, by) => webhooks.delete(id, by));
  if (deleted) report({ deleted }, 'Deleted.', format);
  else fail(`There is no webhook ${id}.`);
}

export function addWebhookCommands(program: Command): void {
  const webhook = program.command('webhook').description('where events are sent');
  webhook
    .command('create <url>')
    .description('send events to a URL, and tell what its receiver verifies with')
    .option('--event <kind>', 'a kind of events to send; by default all', eventKinds)
    .option('--description <text>', 'what people know it by', description)
    .option('--asymmetric', 'sign by a key pair (v1a), so that no secret is shared')
    .option(...JSON_OPTION)
    .action(create);
  const plain = (line: string, text: string): Command =>
    webhook
      .command(line)
      .description(text)
      .option(...JSON_OPTION);
  plain('list', 'list the webhooks').action(list);
  plain('show <id>', 'tell all that is known of one, but its secret').action(show);
  plain('rotate-secret <id>', 'make another secret; the one before signs as well for a day')
    .option('--now', 'let the one before sign no more')
    .action(rotateSecret);
  plain('enable <id>', 'send events to it again').action(enable);
  plain('disable <id>', 'send nothing to it, and drop what waits').action(disable);
  plain('delete <id>', 'forget it, and all of its deliveries').action(remove);
  addWebhookDeliveryCommands(webhook);
}
