import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { EventOrigin } from '../audit/event-origin.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { TokenStore } from '../token-store/token-store.js';
import { type EndReason, SessionRevocation } from './session-revocation.js';
import {
  type TokenSet,
  SessionTokens,
  type SessionProfile,
  firstState,
  type SessionState,
  toMilliseconds,
} from './session-tokens.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { AuthError } from '../errors/auth-error.js';
import { AttemptLimits } from '../limits/attempt-limits.js';
import type { AuthenticationMethod } from '../tokens/claims.js';
import { type User, Users } from '../users/users.js';

/** Sessions that one login ends at most; what is left is ended by the next ones. */
const AT_ONCE = 100;

/** `SESSION_LIMIT`: a login beyond it ends the oldest sessions of the account. */
@Injectable()
export class SessionLimit {
  constructor(
    private readonly store: TokenStore,
    private readonly revocation: SessionRevocation,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** To be called once the new session is in the store: two logins at once see each other. */
  async enforce(userId: string, origin: EventOrigin): Promise<void> {
    const { sessionLimit } = this.config.sessions;
    if (sessionLimit === null) return;
    const now = this.clock.now();
    const limit = sessionLimit + AT_ONCE;
    const open = await this.store.list({ userId, now, before: null, limit });
    const surplus = open.slice(sessionLimit).map(({ id }) => id);
    if (surplus.length === 0) return;
    await this.revocation.endSeveral(userId, surplus, 'session-limit', origin);
  }
}

/** What proves who logs in. */
export type LoginCredentials = 'password' | 'authorization-code';

interface LoginMethod {
  readonly amr: AuthenticationMethod;
  /** How a login says that its credentials are not good. */
  readonly refusal: 'INVALID_CREDENTIALS' | 'INVALID_AUTH_CODE';
}

const METHODS: Readonly<Record<LoginCredentials, LoginMethod>> = {
  password: { amr: 'pwd', refusal: 'INVALID_CREDENTIALS' },
  'authorization-code': { amr: 'fed', refusal: 'INVALID_AUTH_CODE' },
};

/** Why a session that is in the store is given to no client. */
type Withdrawal = 'user-disabled' | 'password-changed' | 'new-password-required';

const END_REASONS: Readonly<Record<Withdrawal, Exclude<EndReason, 'logout'>>> = {
  'user-disabled': 'user-disabled',
  'password-changed': 'password-changed',
  'new-password-required': 'ended-by-operator',
};

/** A session that is in the store, whose tokens nothing has given out. */
interface Persisted {
  readonly planned: SessionState;
  readonly credentials: LoginCredentials;
  readonly now: number;
}

/** Turns a user whose credentials were checked into a session. */
@Injectable()
export class SessionOpening {
  constructor(
    private readonly store: TokenStore,
    private readonly users: Users,
    private readonly revocation: SessionRevocation,
    private readonly tokens: SessionTokens,
    private readonly limits: AttemptLimits,
    private readonly sessionLimit: SessionLimit,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError when the user was disabled or got another password meanwhile */
  async open(
    user: User,
    profile: SessionProfile,
    origin: EventOrigin,
    credentials: LoginCredentials,
  ): Promise<TokenSet> {
    const now = this.clock.now();
    const planned = this.plan(user, profile, origin, now, credentials);
    await this.persist(planned, now);
    return this.enter(user, profile, origin, { planned, credentials, now });
  }

  /**
   * What follows once a planned session is in the store.
   * @throws AuthError when the user was disabled or got another password meanwhile
   */
  async enter(
    user: User,
    profile: SessionProfile,
    origin: EventOrigin,
    { planned: state, credentials, now }: Persisted,
  ): Promise<TokenSet> {
    const { refusal } = METHODS[credentials];
    const [tokens, current] = await Promise.all([
      this.tokens.mint(user, state, profile, now),
      this.users.findById(user.id),
    ]);
    // A change of the account writes, then looks for sessions; a login inserts its session, then reads the user
    // again: one of them sees the other.
    const cause = changedSince(user, current, credentials);
    if (cause !== null) return this.withdraw(state, origin, refusal, cause);
    await Promise.all([
      this.audit.record(origin, {
        type: 'login-succeeded',
        userId: user.id,
        sessionId: state.sessionId,
        contract: profile.contract,
      }),
      this.limits.loggedIn(user.id, origin.address),
      this.sessionLimit.enforce(user.id, origin),
    ]);
    return tokens;
  }

  /**
   * The first state of a session, which is not stored yet.
   * @param further what was shown beside the credentials
   */
  plan(
    user: User,
    profile: SessionProfile,
    { address, userAgent }: EventOrigin,
    now: number,
    credentials: LoginCredentials = 'password',
    further: readonly AuthenticationMethod[] = [],
  ): SessionState {
    const use = { address, userAgent };
    const amr = [METHODS[credentials].amr, ...further];
    return firstState({ sessionId: uuidv7(), userId: user.id, amr, use }, profile, now);
  }

  /** One statement; joins the unit of work it is called in. */
  persist(state: SessionState, now: number): Promise<void> {
    return this.store.open({
      id: state.sessionId,
      userId: state.userId,
      contract: state.contract,
      amr: state.amr.join(' '),
      now,
      expiresAt: toMilliseconds(state.expiresAt),
      absoluteExpiresAt: toMilliseconds(state.endsAt),
      use: state.use,
    });
  }

  private async withdraw(
    { sessionId, userId, contract }: SessionState,
    origin: EventOrigin,
    refusal: LoginMethod['refusal'],
    cause: Withdrawal,
  ): Promise<never> {
    const failed = { type: 'login-failed', contract, cause, userId } as const;
    await this.revocation.end({ sessionId, userId }, END_REASONS[cause], origin, failed);
    throw AuthError.of(cause === 'new-password-required' ? 'NEW_PASSWORD_REQUIRED' : refusal);
  }
}

/** What was checked at the beginning of a login, and no longer holds at its end. */
function changedSince(
  checked: User,
  current: User | null,
  credentials: LoginCredentials,
): Withdrawal | null {
  if (current?.disabledAt !== null) return 'user-disabled';
  // Whatever the credentials: a password that was reset may have unlinked identities.
  if (current.passwordVersion !== checked.passwordVersion) return 'password-changed';
  const isRefused = credentials === 'password' && current.newPasswordRequiredAt !== null;
  return isRefused ? 'new-password-required' : null;
}
