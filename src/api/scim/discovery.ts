import { NAME_PARTS } from '../../users/person-name.js';
import { ROUTES } from '../requests/routes.js';
import { CORE_USER } from './attribute-path.js';
import { MOST_USERS } from './user-query.js';

const schema = (name: string): string => `urn:ietf:params:scim:schemas:core:2.0:${name}`;

/** What of the protocol is spoken here (RFC 7643 §5). */
export const serviceProviderConfig = (base: string): object => ({
  schemas: [schema('ServiceProviderConfig')],
  patch: { supported: true },
  bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
  filter: { supported: true, maxResults: MOST_USERS },
  changePassword: { supported: true },
  sort: { supported: false },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'OAuth 2.0 bearer token',
      description: 'An access token of a service account, or its id and secret, between a dot.',
      primary: true,
    },
    {
      type: 'httpbasic',
      name: 'HTTP Basic',
      description: 'The id and the secret of a service account.',
    },
  ],
  meta: { resourceType: 'ServiceProviderConfig', location: base + ROUTES.scimConfig },
});

/** RFC 7643 §6. */
export const userResourceType = (base: string): object => ({
  schemas: [schema('ResourceType')],
  id: 'User',
  name: 'User',
  endpoint: '/Users',
  description: 'An account',
  schema: CORE_USER,
  meta: {
    resourceType: 'ResourceType',
    location: base + ROUTES.scimResourceType.replace(':name', 'User'),
  },
});

/** An attribute as RFC 7643 §7 describes it. */
const attribute = (name: string, description: string, more: object = {}): object => ({
  name,
  type: 'string',
  multiValued: false,
  description,
  required: false,
  caseExact: false,
  mutability: 'readWrite',
  returned: 'default',
  uniqueness: 'none',
  ...more,
});

const ATTRIBUTES: readonly object[] = [
  attribute('userName', 'The name that the user signs in with', {
    required: true,
    uniqueness: 'server',
  }),
  attribute('name', 'The parts of the name of the person', {
    type: 'complex',
    subAttributes: NAME_PARTS.map((part) => attribute(part, `The part ${part}`)),
  }),
  attribute('displayName', 'The name that others see; made of the name where it is left out'),
  attribute('emails', 'The one mail address of the account', {
    type: 'complex',
    multiValued: true,
    subAttributes: [
      attribute('value', 'The address', { uniqueness: 'server' }),
      attribute('type', 'Always work', { canonicalValues: ['work'] }),
      attribute('primary', 'Always true', { type: 'boolean' }),
    ],
  }),
  attribute('active', 'Whether the user can sign in', { type: 'boolean' }),
  attribute('password', 'A new password', {
    caseExact: true,
    mutability: 'writeOnly',
    returned: 'never',
  }),
];

export const userSchema = (base: string): object => ({
  schemas: [schema('Schema')],
  id: CORE_USER,
  name: 'User',
  description: 'An account',
  attributes: ATTRIBUTES,
  meta: {
    resourceType: 'Schema',
    location: base + ROUTES.scimSchema.replace(':urn', CORE_USER),
  },
});
