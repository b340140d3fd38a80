import { validateSync } from 'class-validator';
import { ACCOUNT_SETTINGS, accountFaults } from './account-settings.js';
import { AppConfig, type Settings } from './app-config.js';
import { AUDIT_SETTINGS } from './audit-settings.js';
import type { MailTransportKind } from './choices.js';
import { ConfigurationError } from './configuration-error.js';
import { DATABASE_SETTINGS } from './database-settings.js';
import type { Environs } from './env-file.js';
import { FEDERATION_SETTINGS } from './federation-settings.js';
import { LIMIT_SETTINGS } from './limit-settings.js';
import { linkFaults, MAIL_SETTINGS, mailFaults } from './mail-settings.js';
import { PASSWORD_SETTINGS } from './password-settings.js';
import { missingInProduction, productionFaults } from './production-faults.js';
import { readProviders } from './providers/read-providers.js';
import { SERVER_SETTINGS, serverFaults } from './server-settings.js';
import { SESSION_SETTINGS } from './session-settings.js';
import { list, type Setting, type SettingsOf } from './setting.js';
import { TOKEN_SETTINGS, tokenFaults } from './token-settings.js';
import { TRACING_SETTINGS } from './tracing-settings.js';
import { misspelled, unreadable } from './variable-names.js';
import { Variables } from './variables.js';
import { WEBHOOK_SETTINGS } from './webhook-settings.js';

export type SettingName = Exclude<keyof Settings, 'identityProviders'>;

/** The environment variable of every setting; exhaustive by its type. */
export const SETTINGS: SettingsOf<Omit<Settings, 'identityProviders'>> = {
  ...SERVER_SETTINGS,
  ...DATABASE_SETTINGS,
  ...TOKEN_SETTINGS,
  ...SESSION_SETTINGS,
  ...PASSWORD_SETTINGS,
  ...ACCOUNT_SETTINGS,
  ...LIMIT_SETTINGS,
  ...MAIL_SETTINGS,
  ...FEDERATION_SETTINGS,
  ...AUDIT_SETTINGS,
  ...TRACING_SETTINGS,
  ...WEBHOOK_SETTINGS,
};

const settingNames = Object.keys(SETTINGS) as readonly SettingName[];

/** A port that will be refused, or is any free one, does not cast doubt on the issuer too. */
function localIssuer(port = '3000'): string {
  const issuer = `http://localhost:${port}`;
  return URL.canParse(issuer) && Number(port) !== 0 ? issuer : 'http://localhost';
}

/** A mail server that is named is used; without one a laptop prints its mail. */
function mailBySettings(variables: Variables, production: boolean): MailTransportKind {
  const isGiven = ({ variable }: Setting): boolean =>
    [variable, `${variable}_FILE`].some((name) => variables.text(name) !== undefined);
  if (isGiven(SETTINGS.mailSmtpUrl)) return 'smtp';
  if (isGiven(SETTINGS.mailHttpUrl)) return 'http';
  return production ? 'off' : 'console';
}

function defaults(variables: Variables): Partial<Settings> {
  const production = variables.text(SETTINGS.nodeEnv.variable) === 'production';
  return {
    issuer: localIssuer(variables.text(SETTINGS.port.variable)),
    docs: !production,
    mail: mailBySettings(variables, production),
    metrics: !production,
    // A container has no file that outlives it; what it prints is kept elsewhere.
    ...(production ? { auditCheckpoints: ['stdout'] } : {}),
  };
}

/** SQLite has one writer, and here one connection; more processes would only wait for each other. */
function crowdedFile({ server, database }: AppConfig): readonly string[] {
  return server.workers > 1 && database.databaseUrl.startsWith('sqlite:')
    ? ['WORKERS must be 1 on SQLite']
    : [];
}

/** What is no number at all is not told that it is too great or too small as well. */
function messagesOf(constraints: Readonly<Record<string, string>> = {}): readonly string[] {
  return constraints.isInt === undefined ? Object.values(constraints) : [constraints.isInt];
}

function validationFaults(group: object): readonly string[] {
  return validateSync(group, { forbidUnknownValues: true }).flatMap((error) => {
    const { variable } = SETTINGS[error.property as SettingName];
    return messagesOf(error.constraints).map((message) =>
      message
        .replace(`each value in ${error.property}`, variable)
        .replace(error.property, variable),
    );
  });
}

const groupsOf = (config: AppConfig): readonly object[] => [
  config.server,
  config.database,
  config.tokens,
  config.sessions,
  config.passwords,
  config.accounts,
  config.limits,
  config.mail,
  config.federation,
  config.audit,
  config.tracing,
  config.webhooks,
];

function read(name: SettingName, variables: Variables): unknown {
  const { variable, alias, secret, read: parse } = SETTINGS[name];
  const given = secret ? variables.secret(variable) : variables.text(variable);
  const value = given ?? (alias === undefined ? undefined : variables.text(alias));
  return value === undefined ? undefined : parse(value);
}

/** @throws ConfigurationError with every fault found. */
export function readConfig(environs: Environs): AppConfig {
  const variables = new Variables(environs);
  const settings: Record<string, unknown> = { ...defaults(variables) };
  for (const name of settingNames) {
    const value = read(name, variables);
    if (value !== undefined) settings[name] = value;
  }
  const names = list(variables.text(SETTINGS.providers.variable) ?? '');
  const identity = readProviders(names, environs, settings.nodeEnv === 'production');
  const known = [...variables.names, ...identity.variables];
  const config = new AppConfig(
    { ...settings, identityProviders: identity.providers },
    misspelled(environs, known),
  );
  const faults = [
    ...unreadable(environs, known),
    ...variables.faults,
    ...groupsOf(config).flatMap(validationFaults),
    ...identity.faults,
    ...(config.production
      ? [...missingInProduction(settings, variables), ...productionFaults(config)]
      : []),
    ...serverFaults(config.server),
    ...tokenFaults(config.tokens),
    ...mailFaults(config.mail, config.production),
    ...linkFaults(config.mail, config.server.pages),
    ...accountFaults(config.accounts),
    ...crowdedFile(config),
  ];
  if (faults.length > 0) throw new ConfigurationError(faults);
  return Object.freeze(config);
}
