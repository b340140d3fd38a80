import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { mailAddress } from '../users/mail-address.js';
import { isVisible } from '../text/unicode.js';
import { canonicalName, type CanonicalName, storableEmail } from '../users/canonical-name.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { UNTOUCHED, type User, Users } from '../users/users.js';
import type { Redeemed } from './code-redemption.js';
import { CodeRefused } from './code-refusal.js';
import { IdentityLinking } from './identity-linking.js';
import { changedRoles } from '../users/roles.js';

const DOMAINS = 'domains:';

interface Newcomer {
  readonly profile: { readonly email: string | null };
  readonly vouchedFor: boolean;
}

/** @param policy `on`, `off` or `domains:<domain>,<domain>`, as the configuration has it */
export function maySignUp(policy: string, { profile, vouchedFor }: Newcomer): boolean {
  const setting = policy.toLowerCase();
  if (!setting.startsWith(DOMAINS)) return setting === 'on';
  const domain = vouchedFor ? mailAddress(profile.email)?.domain : undefined;
  const admitted = setting.slice(DOMAINS.length).split(',');
  return admitted.some((each) => each.trim() === domain);
}

/** Code points; leaves room for a suffix. */
const MAX_LENGTH = 100;
const FALLBACK = 'user';

/** What cannot be in a name becomes a hyphen; an `@` would claim an address. */
function nameFrom(nickname: string): string | null {
  const name = Array.from(nickname.normalize('NFKC').replace(/[^\p{L}\p{M}\p{Nd}._+-]+/gu, '-'))
    .slice(0, MAX_LENGTH)
    .join('')
    .replace(/^-+|-+$/g, '');
  return canonicalName(name) !== null && isVisible(name) ? name : null;
}

/** Names that could be made of a person's nicknames, best first; at least one. */
export function derivedNames(nicknames: readonly string[]): readonly [string, ...string[]] {
  const names = nicknames.map(nameFrom).filter((name) => name !== null);
  const [first = FALLBACK, ...others] = [...new Set(names)];
  return [first, ...others];
}

/** What people read: without controls, of a length that fits, and something to see. */
export function derivedDisplayName(text: string | null, otherwise: string): string {
  const shown = Array.from((text ?? '').replace(/[\p{C}\s]+/gu, ' ').trim())
    .slice(0, 128)
    .join('');
  return isVisible(shown) ? shown : otherwise;
}

/** Opens an account for a person who has an identity at a provider and no account here. */
@Injectable()
export class ExternalAccounts {
  constructor(
    private readonly users: Users,
    private readonly linking: IdentityLinking,
    private readonly audit: AuditTrail,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /**
   * Part of a unit of work; null when another request took the name, the address or the identity first.
   * @throws CodeRefused
   */
  async open(redeemed: Redeemed, origin: EventOrigin): Promise<User | null> {
    const { profile, provider } = redeemed;
    if (!maySignUp(this.config.federation.signup, redeemed))
      throw new CodeRefused('sign-up-closed');
    const user = this.newUser(redeemed, await this.freeName(profile.nicknames));
    if ((await this.users.add(user)) !== 'added') return null;
    if (!(await this.linking.add(user.id, redeemed))) return null;
    await this.audit.record(origin, { type: 'user-signed-up', userId: user.id, provider });
    return user;
  }

  private newUser({ profile, vouchedFor }: Redeemed, username: string): User {
    const now = this.clock.now();
    const email = storableEmail(profile.email);
    return {
      id: uuidv7(),
      username,
      email,
      displayName: derivedDisplayName(profile.displayName, username),
      roles: changedRoles(this.config.accounts.defaultRoles, profile.roles),
      createdAt: now,
      ...UNTOUCHED,
      emailVerifiedAt: vouchedFor ? now : null,
    };
  }

  private async freeName(nicknames: readonly string[]): Promise<string> {
    const names = derivedNames(nicknames);
    for (const name of names) {
      const key = canonicalName(name);
      if (key !== null && (await this.isFree(key))) return name;
    }
    return `${names[0]}-${randomBytes(4).toString('hex')}`;
  }

  private async isFree(name: CanonicalName): Promise<boolean> {
    return (await this.users.findByName(name)) === null && !(await this.users.isRetired(name));
  }
}
