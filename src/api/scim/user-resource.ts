import type { ProvisionedAccount } from '../../accounts/provisioned-profile.js';
import { NAME_PARTS, wholeName } from '../../users/person-name.js';
import { ROUTES } from '../requests/routes.js';
import { CORE_USER } from './attribute-path.js';

/** A weak one: of the account that every service sees in its own way (RFC 7644 §3.14). */
export const versionOf = ({ user }: ProvisionedAccount): string => `W/"${user.version}"`;

/** @param base where clients find this server */
export const locationOf = (base: string, { user }: ProvisionedAccount): string =>
  base + ROUTES.scimUser.replace(':id', user.id);

function nameOf({ name }: ProvisionedAccount): object {
  const formatted = wholeName(name);
  if (formatted === null && Object.keys(name).length === 0) return {};
  const told = new Map(NAME_PARTS.map((part) => [part, name[part]]));
  const whole = formatted === null ? {} : { formatted };
  return { name: { ...Object.fromEntries(told), ...whole } };
}

/** A user as RFC 7643 §4.1 has it; what there is not is left out. */
export function userResource(base: string, account: ProvisionedAccount): object {
  const { user, externalId } = account;
  const { id, username, displayName, email, disabledAt, createdAt } = user;
  return {
    schemas: [CORE_USER],
    id,
    ...(externalId === null ? {} : { externalId }),
    userName: username,
    ...nameOf(account),
    displayName,
    ...(email === null ? {} : { emails: [{ value: email, type: 'work', primary: true }] }),
    active: disabledAt === null,
    meta: {
      resourceType: 'User',
      created: new Date(createdAt).toISOString(),
      location: locationOf(base, account),
      version: versionOf(account),
    },
  };
}

/** RFC 7644 §3.4.2. */
export function listResponse(
  resources: readonly object[],
  { total = resources.length, startIndex = 1 } = {},
): object {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: total,
    startIndex,
    itemsPerPage: resources.length,
    Resources: resources,
  };
}
