import { AccountSettings } from './account-settings.js';
import { AuditSettings } from './audit-settings.js';
import { DatabaseSettings } from './database-settings.js';
import { FederationSettings } from './federation-settings.js';
import { LimitSettings } from './limit-settings.js';
import { MailSettings } from './mail-settings.js';
import { PasswordSettings } from './password-settings.js';
import { ServerSettings } from './server-settings.js';
import { SessionSettings } from './session-settings.js';
import { own } from './setting.js';
import { TokenSettings } from './token-settings.js';
import { TracingSettings } from './tracing-settings.js';
import { WebhookSettings } from './webhook-settings.js';

/** Every setting by its own name. Durations are in seconds unless the name says days. */
export type Settings = AccountSettings &
  AuditSettings &
  DatabaseSettings &
  FederationSettings &
  LimitSettings &
  MailSettings &
  PasswordSettings &
  ServerSettings &
  SessionSettings &
  TokenSettings &
  TracingSettings &
  WebhookSettings;

/** Every setting in its group, with its default where it is not given. */
export class AppConfig {
  readonly accounts: AccountSettings;
  readonly audit: AuditSettings;
  readonly database: DatabaseSettings;
  readonly federation: FederationSettings;
  readonly limits: LimitSettings;
  readonly mail: MailSettings;
  readonly passwords: PasswordSettings;
  readonly server: ServerSettings;
  readonly sessions: SessionSettings;
  readonly tokens: TokenSettings;
  readonly tracing: TracingSettings;
  readonly webhooks: WebhookSettings;

  /** @param warnings sentences for the operator about what does not keep the server from starting */
  constructor(
    settings: Partial<Settings> = {},
    readonly warnings: readonly string[] = [],
  ) {
    this.accounts = own(new AccountSettings(), settings);
    this.audit = own(new AuditSettings(), settings);
    this.database = own(new DatabaseSettings(), settings);
    this.federation = own(new FederationSettings(), settings);
    this.limits = own(new LimitSettings(), settings);
    this.mail = own(new MailSettings(), settings);
    this.passwords = own(new PasswordSettings(), settings);
    this.server = own(new ServerSettings(), settings);
    this.sessions = own(new SessionSettings(settings.refreshGrace), settings);
    this.tokens = own(new TokenSettings(), settings);
    this.tracing = own(new TracingSettings(), settings);
    this.webhooks = own(new WebhookSettings(), settings);
  }

  get production(): boolean {
    return this.server.nodeEnv === 'production';
  }
}
