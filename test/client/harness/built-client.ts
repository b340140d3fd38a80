import { createRequire } from 'node:module';
import type { Client } from '../../../packages/client/src/client/client.js';
import type { ClientOptions } from '../../../packages/client/src/client/options.js';
import type { isMfaRequired as IsMfaRequired } from '../../../packages/client/src/errors/portcullis-error.js';

interface Built {
  readonly createClient: (options: ClientOptions) => Client;
  readonly isMfaRequired: typeof IsMfaRequired;
}

/** The package as it is published, which frontends load by its name. */
export const { createClient, isMfaRequired } = createRequire(__filename)(
  '@portcullis/client',
) as Built;

export type { Client, ClientOptions };
export type { Contract } from '../../../packages/client/src/contracts/contract.js';
export type { TokenStorage } from '../../../packages/client/src/storage/refresh-token-storage.js';
