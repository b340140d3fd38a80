import type { ClientRefusalCause } from './audit-cause.js';

/** What is decided about service accounts, and what they do. */
export type ClientEvent =
  | {
      readonly type: 'client-authentication-failed';
      /** Null where no client has the id that was given. */
      readonly clientId: string | null;
      readonly cause: ClientRefusalCause;
    }
  | {
      readonly type: 'client-token-issued';
      readonly clientId: string;
      /** The services that the token is for, between blanks. */
      readonly audience: string;
    }
  | {
      /** By a service that the session is for. */
      readonly type: 'token-revoked';
      readonly clientId: string;
      readonly userId: string;
      readonly sessionId: string;
    }
  | {
      readonly type: 'client-created' | 'client-disabled' | 'client-enabled';
      readonly clientId: string;
    }
  | {
      readonly type: 'client-secret-added' | 'client-secret-removed';
      readonly clientId: string;
      /** The id of the secret, which tells nothing of it. */
      readonly secretId: string;
    };
