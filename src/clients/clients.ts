/** A service account: a client of its own right (RFC 6749 §4.4). */
export interface Client {
  /** `client_id`, and `sub` of its tokens; a UUIDv7. */
  readonly id: string;
  readonly name: string;
  /** The services that its tokens may be for, and whose tokens it may ask about. */
  readonly audiences: readonly string[];
  readonly scopes: readonly string[];
  /** Milliseconds since the epoch, like every time here. */
  readonly createdAt: number;
  readonly disabledAt: number | null;
}

/** What is kept of a secret. */
export interface ClientSecret {
  readonly id: string;
  /** SHA-256. */
  readonly digest: Buffer;
  readonly createdAt: number;
  /** Null for one that does not expire. */
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
}

/** So that one can be replaced while the other is in use. */
export const MOST_SECRETS = 2;

export interface ClientAccount {
  readonly client: Client;
  /** At most two. */
  readonly secrets: readonly ClientSecret[];
}

/** The service accounts and the digests of their secrets. */
export abstract class Clients {
  /** Takes the same steps for an id that no client has. */
  abstract find(id: string): Promise<ClientAccount | null>;
  /** All of them, the oldest first. */
  abstract list(): Promise<readonly ClientAccount[]>;
  /** False when another client has the name. */
  abstract add(client: Client, secret: ClientSecret): Promise<boolean>;
  /** `disabledAt` null enables the client again; false when no client has the id. */
  abstract setDisabledAt(id: string, disabledAt: number | null): Promise<boolean>;
  /** In the place of an expired one where there is one; false when two are alive. */
  abstract addSecret(clientId: string, secret: ClientSecret): Promise<boolean>;
  /** False when the client has no such secret. */
  abstract removeSecret(clientId: string, secretId: string): Promise<boolean>;
  abstract noteUse(clientId: string, secretId: string, usedAt: number): Promise<void>;
}
