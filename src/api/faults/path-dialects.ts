import { OAUTH_PREFIX, SCIM_PREFIX } from '../requests/routes.js';
import type { FaultDialect } from './fault-dialect.js';
import { oauthFaults } from './oauth-faults.js';
import { scimFaults } from './scim-faults.js';
import { standardFaults } from './standard-faults.js';

/** How faults are written where no contract has a say, by the beginning of the path. */
const BY_PREFIX: readonly (readonly [prefix: string, dialect: FaultDialect])[] = [
  [OAUTH_PREFIX, oauthFaults],
  [SCIM_PREFIX, scimFaults],
];

export function dialectAt(path: string): FaultDialect {
  const [, dialect = standardFaults] = BY_PREFIX.find(([prefix]) => path.startsWith(prefix)) ?? [];
  return dialect;
}
