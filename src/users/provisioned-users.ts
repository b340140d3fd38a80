import type { PersonName } from './person-name.js';

/** What a service that provisions says of a user, beside what the user's own row has. */
export interface ProvisionedUser {
  readonly clientId: string;
  readonly userId: string;
  /** What the service calls the user; null where it did not say. No two users have the same. */
  readonly externalId: string | null;
  readonly name: PersonName;
}

/** Each service sees what it wrote itself: an `externalId` is its own (RFC 7643 §3.1). */
export abstract class ProvisionedUsers {
  abstract find(clientId: string, userId: string): Promise<ProvisionedUser | null>;
  /** Of those of some users that the service wrote anything of. */
  abstract findSeveral(
    clientId: string,
    userIds: readonly string[],
  ): Promise<readonly ProvisionedUser[]>;
  abstract findByExternalId(clientId: string, externalId: string): Promise<ProvisionedUser | null>;
  /**
   * In the place of what the service said before. Part of a unit of work that has changed the row of
   * the user, so that no other one writes it at the same time.
   */
  abstract put(provisioned: ProvisionedUser): Promise<'put' | 'external-id-taken'>;
  /** What all services say of a user. */
  abstract ofUser(userId: string): Promise<readonly ProvisionedUser[]>;
  abstract forgetAllOf(userId: string): Promise<void>;
}
