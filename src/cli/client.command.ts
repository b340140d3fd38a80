import type { Command } from 'commander';
import { audiences, clientName, days, scopes } from './client-arguments.js';
import { clientLine, listedClient } from './client-listing.js';
import { withCore } from './core.js';
import { fail, type Format, JSON_OPTION, report } from './output.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { ClientAccounts, type ToldSecret } from '../clients/client-accounts.js';

const withClients = <T>(
  use: (clients: ClientAccounts, by: EventOrigin) => Promise<T>,
): Promise<T> => withCore((core, by) => use(core.get(ClientAccounts), by));

const unknown = (id: string): void => {
  fail(`There is no client ${id}.`);
};

const told = ({ id, secretId, secret }: ToldSecret): string =>
  [
    `Client:    ${id}`,
    `Secret:    ${secret}`,
    `Secret id: ${secretId}`,
    'The secret is told this once.',
  ].join('\n');

interface Creation extends Format {
  readonly audience: readonly string[];
  readonly scope?: readonly string[];
}

async function create(name: string, options: Creation): Promise<void> {
  const client = { name, audiences: options.audience, scopes: options.scope ?? [] };
  const made = await withClients((clients, by) => clients.create(client, by));
  if (made === null) fail(`There is a client called ${name} already.`);
  else report({ id: made.id, secret: made.secret }, told(made), options);
}

async function list(format: Format): Promise<void> {
  const accounts = await withClients((clients) => clients.list());
  const sentence = accounts.length === 0 ? 'There are none.' : accounts.map(clientLine).join('\n');
  report({ clients: accounts.map(listedClient) }, sentence, format);
}

async function disable(id: string, format: Format): Promise<void> {
  const disabled = await withClients((clients, by) => clients.disable(id, by));
  if (disabled) report({ disabled }, 'Disabled.', format);
  else unknown(id);
}

async function enable(id: string, format: Format): Promise<void> {
  const enabled = await withClients((clients, by) => clients.enable(id, by));
  if (enabled) report({ enabled }, 'Enabled.', format);
  else unknown(id);
}

async function addSecret(id: string, options: Format & { expires?: number }): Promise<void> {
  const made = await withClients((clients, by) =>
    clients.addSecret(id, options.expires ?? null, by),
  );
  if (made === 'unknown-client') unknown(id);
  else if (made === 'two-already') fail('It has two secrets already: remove one of them first.');
  else report({ id: made.id, secretId: made.secretId, secret: made.secret }, told(made), options);
}

async function removeSecret(id: string, secretId: string, format: Format): Promise<void> {
  const removed = await withClients((clients, by) => clients.removeSecret(id, secretId, by));
  if (removed) report({ removed }, 'Removed.', format);
  else fail(`Client ${id} has no secret ${secretId}.`);
}

function addSecretCommands(client: Command): void {
  const secret = client.command('secret').description('secrets of service accounts');
  secret
    .command('add <id>')
    .description('make a second secret, to take the place of the first')
    .option('--expires <days>', 'how long it is good for; by default until it is removed', days)
    .option(...JSON_OPTION)
    .action(addSecret);
  secret
    .command('remove <id> <secret-id>')
    .description('let a secret in no more')
    .option(...JSON_OPTION)
    .action(removeSecret);
}

export function addClientCommands(program: Command): void {
  const client = program.command('client').description('service accounts');
  client
    .command('create')
    .argument('<name>', 'what people call it', clientName)
    .description('make a service account, and tell its secret once')
    .requiredOption('--audience <audience>', 'a service that its tokens are for', audiences)
    .option('--scope <scope>', 'a scope that its tokens may have', scopes)
    .option(...JSON_OPTION)
    .action(create);
  client
    .command('list')
    .description('list the service accounts')
    .option(...JSON_OPTION)
    .action(list);
  client
    .command('disable <id>')
    .description('end the tokens of a service account and let it in no more')
    .option(...JSON_OPTION)
    .action(disable);
  client
    .command('enable <id>')
    .description('let a disabled service account in again')
    .option(...JSON_OPTION)
    .action(enable);
  addSecretCommands(client);
}
