import type { StoredEvent } from '../batch-seal.js';

interface Actors {
  readonly actor_user_id?: unknown;
  readonly actor_client_id?: unknown;
}

/** Nothing where it was altered so that it cannot be read. */
function actorsIn(details: string): Actors {
  try {
    return (JSON.parse(details) ?? {}) as Actors;
  } catch {
    return {};
  }
}

/**
 * Whom the address and the user agent of an event tell of: who acted, else whom it is about. Null
 * for what a service did.
 */
export function ownerOf({
  userId,
  details,
}: Pick<StoredEvent, 'userId' | 'details'>): string | null {
  const { actor_user_id: user, actor_client_id: client } = actorsIn(details);
  if (typeof user === 'string') return user;
  return client === undefined ? userId : null;
}
