import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Counter, Registry } from 'prom-client';
import type { AuditEvent } from '../audit/audit-event.js';
import { type AuditObserver, AuditObservers } from '../audit/audit-trail.js';
import {
  ACCOUNT_ORIGINS,
  type AccountOrigin,
  CODE_EXCHANGES,
  type ExchangeCause,
  type FactorCause,
  FACTORS,
  type LoginCause,
  LOGINS,
  type RefreshCause,
  REFRESHES,
  REVOCATIONS,
  type RevocationReason,
} from './audited-causes.js';
import { Attempts, type Outcomes, Tally } from './closed-counter.js';

/** Counts what is decided where it is decided on anyway: in the audit trail. */
@Injectable()
export class AuditedEvents implements AuditObserver, OnModuleInit {
  private readonly logins: Attempts<LoginCause>;
  private readonly refreshes: Attempts<RefreshCause>;
  private readonly exchanges: Attempts<ExchangeCause>;
  private readonly factors: Attempts<FactorCause>;
  private readonly registrations: Tally<AccountOrigin>;
  private readonly revocations: Tally<RevocationReason>;
  private readonly logouts: Counter;

  constructor(
    private readonly observers: AuditObservers,
    registry: Registry,
  ) {
    const attempts = <Cause extends string>(
      name: `portcullis_${string}_total`,
      help: string,
      outcomes: Outcomes<Cause>,
    ) => new Attempts(registry, name, help, outcomes);
    this.logins = attempts('portcullis_logins_total', 'Attempts to log in.', LOGINS);
    this.refreshes = attempts(
      'portcullis_refreshes_total',
      'Attempts to refresh a session.',
      REFRESHES,
    );
    this.exchanges = attempts(
      'portcullis_code_exchanges_total',
      "Identity providers' codes presented.",
      CODE_EXCHANGES,
    );
    this.factors = attempts('portcullis_factors_total', 'Second factors presented.', FACTORS);
    this.registrations = new Tally(
      registry,
      'portcullis_registrations_total',
      'Accounts made: by people with a password of their own, by a provider, by an operator.',
      'by',
      ACCOUNT_ORIGINS,
    );
    this.logouts = new Counter({
      name: 'portcullis_logouts_total',
      help: 'Sessions that were ended by logging out.',
      registers: [registry],
    });
    this.revocations = new Tally(
      registry,
      'portcullis_sessions_revoked_total',
      'Sessions that ended otherwise before they expired.',
      'reason',
      REVOCATIONS,
    );
  }

  onModuleInit(): void {
    this.observers.add(this);
  }

  observe(event: AuditEvent): void {
    switch (event.type) {
      case 'login-succeeded':
        this.logins.count('verified');
        return;
      case 'login-failed':
        this.logins.count(event.cause);
        return;
      case 'session-refreshed':
        this.refreshes.count('rotated');
        return;
      case 'refresh-replayed':
        this.refreshes.count('replayed');
        return;
      case 'refresh-retried':
        this.refreshes.count('retried');
        return;
      case 'refresh-reused':
        this.refreshes.count('reused');
        return;
      case 'refresh-refused':
        this.refreshes.count(event.cause);
        return;
      case 'exchange-succeeded':
        this.exchanges.count('redeemed');
        return;
      case 'exchange-failed':
        this.exchanges.count(event.cause);
        return;
      case 'factor-verified':
        this.factors.count(event.factor);
        return;
      case 'factor-failed':
        this.factors.count(event.cause);
        return;
      case 'user-registered':
        this.registrations.count('password');
        return;
      case 'user-signed-up':
        this.registrations.count('provider');
        return;
      case 'user-created':
        this.registrations.count('operator');
        return;
      case 'logged-out':
        this.logouts.inc();
        return;
      case 'session-revoked':
        this.revocations.count(event.reason);
        return;
      case 'login-challenged':
      case 'factor-enrolled':
      case 'factor-renamed':
      case 'factor-removed':
      case 'factors-reset':
      case 'recovery-codes-renewed':
      case 'reauthenticated':
      case 'identity-linked':
      case 'identity-unlinked':
      case 'session-moved':
      case 'user-disabled':
      case 'user-enabled':
      case 'user-updated':
      case 'user-deleted':
      case 'user-unlocked':
      case 'account-deletion-requested':
      case 'account-deletion-cancelled':
      case 'account-exported':
      case 'roles-changed':
      case 'new-password-required':
      case 'password-set':
      case 'password-reset':
      case 'password-changed':
      case 'password-reset-requested':
      case 'email-verification-requested':
      case 'email-verified':
      case 'email-change-requested':
      case 'email-changed':
      case 'client-authentication-failed':
      case 'client-token-issued':
      case 'token-revoked':
      case 'client-created':
      case 'client-disabled':
      case 'client-enabled':
      case 'client-secret-added':
      case 'client-secret-removed':
      case 'signing-key-created':
      case 'signing-key-brought-forward':
      case 'signing-key-revoked':
      case 'import-started':
      case 'import-ended':
      case 'export-started':
      case 'export-ended':
      case 'audit-read':
      case 'audit-exported':
      case 'webhook-created':
      case 'webhook-enabled':
      case 'webhook-disabled':
      case 'webhook-deleted':
      case 'webhook-secret-rotated':
      case 'webhook-replayed':
      case 'personal-fields-erased':
        return;
    }
  }
}
