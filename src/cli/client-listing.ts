import type { ClientAccount, ClientSecret } from '../clients/clients.js';
import { iso } from './iso.js';

/** Digests are not shown. */
const listedSecret = ({ id, createdAt, expiresAt, lastUsedAt }: ClientSecret): object => ({
  id,
  createdAt: iso(createdAt),
  expiresAt: iso(expiresAt),
  lastUsedAt: iso(lastUsedAt),
});

export const listedClient = ({ client, secrets }: ClientAccount): object => ({
  id: client.id,
  name: client.name,
  audiences: client.audiences,
  scopes: client.scopes,
  createdAt: iso(client.createdAt),
  disabledAt: iso(client.disabledAt),
  secrets: secrets.map(listedSecret),
});

const secretLine = ({ id, expiresAt, lastUsedAt }: ClientSecret): string =>
  `  secret ${id}, last used ${iso(lastUsedAt) ?? 'never'}` +
  (expiresAt === null ? '' : `, expires ${iso(expiresAt) ?? ''}`);

export function clientLine({ client, secrets }: ClientAccount): string {
  const { id, name, audiences, scopes, disabledAt } = client;
  const disabled = disabledAt === null ? '' : ', disabled';
  const scope = scopes.length === 0 ? '' : `, scopes ${scopes.join(' ')}`;
  const line = `${id} ${name}: for ${audiences.join(' ')}${scope}${disabled}`;
  return [line, ...secrets.map(secretLine)].join('\n');
}
