import { Readable } from 'node:stream';
import type { OwnData } from '../../accounts/leaving/own-data.js';
import { outcomeOf } from '../../audit/search/audit-outcome.js';
import type { FoundEvent } from '../../audit/search/found-event.js';
import type { ListedSession } from '../../token-store/token-store.js';
import { shownAddress } from '../../audit/search/shown-event.js';
import { listed } from '../factors/listed-factor.js';

/** What the document is, and which one of its kind; a field that is added makes no other version. */
const KIND = { format: 'portcullis-account', version: 1 } as const;

const iso = (moment: number): string => new Date(moment).toISOString();
const isoOrNull = (moment: number | null): string | null => (moment === null ? null : iso(moment));

/** What is short: all but sessions and events. */
const head = ({ user, ...data }: OwnData) => ({
  ...KIND,
  exportedAt: iso(data.exportedAt),
  account: {
    uid: user.id,
    username: user.username,
    email: user.email,
    emailVerifiedAt: isoOrNull(user.emailVerifiedAt),
    displayName: user.displayName,
    roles: user.roles,
    createdAt: iso(user.createdAt),
    hasPassword: data.hasPassword,
  },
  identities: data.identities.map(({ id, provider, issuer, subject, email, ...identity }) => ({
    ...{ id, provider, issuer, subject, email },
    linkedAt: iso(identity.createdAt),
    lastUsedAt: iso(identity.lastUsedAt),
  })),
  factors: data.factors.factors.map(listed),
  recoveryCodesLeft: data.factors.recoveryCodesLeft,
  networks: data.networks.map(({ network, seenAt }) => ({ network, seenAt: iso(seenAt) })),
  directories: data.directories.map(({ externalId, name }) => ({ externalId, name })),
});

const session = (each: ListedSession) => ({
  id: each.id,
  contract: each.contract,
  createdAt: iso(each.createdAt),
  lastUsedAt: iso(each.rotatedAt),
  expiresAt: iso(each.expiresAt),
  firstAddress: each.issuedAddress,
  lastAddress: each.lastAddress,
  lastUserAgent: each.lastUserAgent,
});

/** Who acted at the account of another one is told to be another one, and nothing more. */
function event(found: FoundEvent) {
  const { actor_user_id: user, actor_client_id: client, ...details } = found.details;
  const byOwner = user === undefined && client === undefined;
  return {
    at: iso(found.at),
    type: found.type,
    outcome: outcomeOf(found.type),
    sessionId: found.sessionId,
    byOwner,
    address: byOwner ? shownAddress(found) : null,
    userAgent: byOwner ? found.userAgent : null,
    details,
  };
}

async function* array<T>(
  name: string,
  items: AsyncIterable<T>,
  shown: (item: T) => object,
): AsyncIterable<string> {
  yield `,"${name}":[`;
  let separator = '';
  for await (const item of items) {
    yield separator + JSON.stringify(shown(item));
    separator = ',';
  }
  yield ']';
}

async function* document(data: OwnData): AsyncIterable<string> {
  yield JSON.stringify(head(data)).slice(0, -1);
  yield* array('sessions', data.sessions, session);
  yield* array('events', data.events, event);
  yield '}\n';
}

/** One JSON document, read as fast as the receiver takes it. */
export const accountExport = (data: OwnData): Readable => Readable.from(document(data));
