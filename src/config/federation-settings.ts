import { IsOptional, Matches, ValidateBy } from 'class-validator';
import { SIGN_UP } from './choices.js';
import type { ProviderSettings } from './providers/provider-settings.js';
import { list, text, type SettingsOf } from './setting.js';

const SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:']);

/** A fault names the variable and never the value, which may hold a password. */
const IsProxy = (): PropertyDecorator =>
  ValidateBy({
    name: 'isProxy',
    validator: {
      validate: (value) =>
        typeof value === 'string' && URL.canParse(value) && SCHEMES.has(new URL(value).protocol),
      defaultMessage: () =>
        '$property must be http://<host>:<port>, with <user>:<password>@ if needed',
    },
  });

/** Who signs in by which identity providers, and how these are asked. */
export class FederationSettings {
  /** Who may come in by an identity provider for the first time. */
  @Matches(SIGN_UP, { message: '$property must be on, off or domains:<domain>,<domain>' })
  readonly signup: string = 'on';

  /** Names of the identity providers. */
  readonly providers: readonly string[] = [];

  /** What is configured of each, read from variables of its own. */
  readonly identityProviders: readonly ProviderSettings[] = [];

  /** For https addresses. */
  @IsOptional()
  @IsProxy()
  readonly httpsProxy: string | null = null;

  /** For http addresses. */
  @IsOptional()
  @IsProxy()
  readonly httpProxy: string | null = null;

  /** Hosts that are asked directly, such as `.example.com,10.0.0.1:8080`. */
  readonly noProxy: string = '';
}

export const FEDERATION_SETTINGS: SettingsOf<Omit<FederationSettings, 'identityProviders'>> = {
  signup: { variable: 'SIGNUP', read: text },
  providers: { variable: 'PROVIDERS', read: list },
  httpsProxy: { variable: 'HTTPS_PROXY', alias: 'https_proxy', secret: true, read: text },
  httpProxy: { variable: 'HTTP_PROXY', alias: 'http_proxy', secret: true, read: text },
  noProxy: { variable: 'NO_PROXY', alias: 'no_proxy', read: text },
};
