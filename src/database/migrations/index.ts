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
import { AddAmr1760000000141 } from './1760000000141-add-amr.js';
import { RenameAuthorizationTables1760000000140 } from './1760000000140-rename-authorization-tables.js';
import { CreateRevocations1760000000150 } from './1760000000150-create-revocations.js';
import { CreateClients1760000000155 } from './1760000000155-create-clients.js';
import { CreateEventStreams1760000000156 } from './1760000000156-create-event-streams.js';
import { CreateSigningKeys1760000000160 } from './1760000000160-create-signing-keys.js';
import { AddAdministration1760000000170 } from './1760000000170-add-administration.js';
import { ChainAuditEvents1760000000180 } from './1760000000180-chain-audit-events.js';
import { CreateProvisionedUsers1760000000190 } from './1760000000190-create-provisioned-users.js';
import { CreateWebhooks1760000000200 } from './1760000000200-create-webhooks.js';
import { SaltAuditEvents1760000000210 } from './1760000000210-salt-audit-events.js';
import { CreateMails1760000000220 } from './1760000000220-create-mails.js';
import { CreateMailChallenges1760000000221 } from './1760000000221-create-mail-challenges.js';
import { CreateSecondFactors1760000000230 } from './1760000000230-create-second-factors.js';
import { AddPasswordVersion1760000000280 } from './1760000000280-add-password-version.js';
import { AddLeaving1760000000281 } from './1760000000281-add-leaving.js';
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
  RenameAuthorizationTables1760000000140,
  AddAmr1760000000141,
  CreateRevocations1760000000150,
  CreateClients1760000000155,
  CreateEventStreams1760000000156,
  CreateSigningKeys1760000000160,
  AddAdministration1760000000170,
  ChainAuditEvents1760000000180,
  CreateProvisionedUsers1760000000190,
  CreateWebhooks1760000000200,
  SaltAuditEvents1760000000210,
  CreateMails1760000000220,
  CreateMailChallenges1760000000221,
  CreateSecondFactors1760000000230,
  AddPasswordVersion1760000000280,
  AddLeaving1760000000281,
];
