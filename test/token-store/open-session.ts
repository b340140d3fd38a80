import { TypeOrmTokenStore } from '../../src/token-store/typeorm-token-store.js';
import type { Connection } from '../database/connect.js';

/** A session of a user, open for a week. */
export async function openSession(
  { session }: Connection,
  id: string,
  userId = 'ana',
  now = 1_760_000_000_000,
): Promise<void> {
  await new TypeOrmTokenStore(session).open({
    id,
    userId,
    contract: 'envelope',
    amr: 'pwd',
    now,
    expiresAt: now + 7 * 86_400_000,
    absoluteExpiresAt: now + 28 * 86_400_000,
    use: { address: '::1', userAgent: null },
  });
}
