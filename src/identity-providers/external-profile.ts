/** What an identity provider says about the person who signed in there. */
export interface ExternalProfile {
  /** Who says it; with `subject`, the only thing that identifies anybody. */
  readonly issuer: string;
  /** Stable and never reassigned there; at most 255 characters. */
  readonly subject: string;
  readonly email: string | null;
  /** Whether the provider vouches that the address is the person's own. */
  readonly emailVerified: boolean;
  readonly displayName: string | null;
  /** What they call themselves, best first; any of them may be taken or impossible here. */
  readonly nicknames: readonly string[];
  readonly roles: RoleGrant;
}

export interface RoleGrant {
  /** Roles that the claims earn today. */
  readonly granted: readonly string[];
  /** Roles that this provider decides about; what it does not grant, it takes away. */
  readonly managed: readonly string[];
}
