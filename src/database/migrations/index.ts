import type { MigrationInterface } from 'typeorm';
import { CreateUsers1760000000000 } from './1760000000000-create-users.js';
import { CreateRefreshTokens1760000000001 } from './1760000000001-create-refresh-tokens.js';
import { CreateAuditEvents1760000000002 } from './1760000000002-create-audit-events.js';
import { CreateKnownAddresses1760000000010 } from './1760000000010-create-known-addresses.js';
import { CreateRateLimits1760000000011 } from './1760000000011-create-rate-limits.js';
import { CreateIdentities1760000000020 } from './1760000000020-create-identities.js';
import { CreateExchanges1760000000021 } from './1760000000021-create-exchanges.js';
import { CreateWriteProbes1760000000100 } from './1760000000100-create-write-probes.js';
import { CreateUnlinkedIdentities1760000000120 } from './1760000000120-create-unlinked-identities.js';
import { AddLastDevice1760000000130 } from './1760000000130-add-last-device.js';
import { FoldNames1760000000131 } from './1760000000131-fold-names.js';

/** In the order in which they run; the names carry their time. */
export const migrations: readonly (new () => MigrationInterface)[] = [
  CreateUsers1760000000000,
  CreateRefreshTokens1760000000001,
  CreateAuditEvents1760000000002,
  CreateKnownAddresses1760000000010,
  CreateRateLimits1760000000011,
  CreateIdentities1760000000020,
  CreateExchanges1760000000021,
  CreateWriteProbes1760000000100,
  CreateUnlinkedIdentities1760000000120,
  AddLastDevice1760000000130,
  FoldNames1760000000131,
];
