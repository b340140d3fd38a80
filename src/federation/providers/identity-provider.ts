import type { RoleChange } from '../../users/roles.js';
import type { ProviderSettings } from '../../config/providers/provider-settings.js';

/** What an identity provider says about the person who signed in there. */
export interface ExternalProfile {
  /** Who says it; with `subject`, the only thing that identifies a person. */
  readonly issuer: string;
  /** Stable and never reassigned there; at most 255 characters. */
  readonly subject: string;
  readonly email: string | null;
  /** Whether the provider vouches that the address is the person's own. */
  readonly emailVerified: boolean;
  readonly displayName: string | null;
  /** What they call themselves, best first; any of them may be taken or impossible here. */
  readonly nicknames: readonly string[];
  readonly roles: RoleChange;
}

/** What an authorization request carries (RFC 6749 §4.1.1, RFC 7636 §4.3). */
export interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly state: string;
  readonly nonce: string;
  /** S256 of the verifier. */
  readonly codeChallenge: string;
}

export interface CodeRedemption {
  /** Where the code came from, to tell what one sender causes; never sent on. */
  readonly sender: string;
  readonly code: string;
  readonly redirectUri: string;
  readonly codeVerifier: string | undefined;
  /** What the ID token has to repeat; undefined when none was issued, and then none may come. */
  readonly nonce: string | undefined;
}

/** One configured provider. Every call ends, well or badly, within five seconds. */
export abstract class IdentityProvider {
  constructor(readonly settings: ProviderSettings) {}

  get name(): string {
    return this.settings.name;
  }

  /**
   * Where a browser goes to sign in.
   * @throws ProviderFailure
   */
  abstract authorizationUrl(request: AuthorizationRequest): Promise<string>;

  /**
   * Whom a code stands for. A code is shown to the provider once, whatever comes of it.
   * @throws ProviderFailure
   */
  abstract redeem(redemption: CodeRedemption): Promise<ExternalProfile>;
}
