import { isPresentable } from '../../text/unicode.js';
import { ROLE_NAME } from '../account-settings.js';
import type { Environs } from '../env-file.js';
import { ProviderVariables } from './provider-variables.js';
import { KIND_DEFAULTS, PRESETS, type Preset } from './presets.js';
import {
  CLIENT_AUTHENTICATIONS,
  PROVIDER_KINDS,
  type ProviderSettings,
} from './provider-settings.js';
import { Secret } from '../secret.js';

/** Reads `group=role, other group=role`; a group may contain anything but commas. */
export function rolesMapOf(variables: ProviderVariables): ReadonlyMap<string, string> {
  const pairs = (variables.list('ROLES_MAP') ?? []).map((pair) => {
    const at = pair.lastIndexOf('=');
    return [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()] as const;
  });
  if (!pairs.every(([group, role]) => group !== '' && ROLE_NAME.test(role))) {
    variables.fault('ROLES_MAP', 'must list <value of the claim>=<role name>');
  }
  return new Map(pairs);
}

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A reverse domain name, as installed applications use (RFC 8252 §7.1). */
const PRIVATE_SCHEME = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:$/;

/**
 * Whether codes may be sent to an address: https anywhere, http on this very machine (RFC 8252
 * §7.3), or an application's private scheme; never with a fragment (RFC 6749 §3.1.2).
 */
export function isRedirectUri(text: string): boolean {
  if (!URL.canParse(text) || text.includes('#')) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  if (protocol === 'https:') return true;
  if (protocol === 'http:') return LOOPBACK.has(hostname);
  return PRIVATE_SCHEME.test(protocol);
}

interface ReadProvider {
  /** Null when something is wrong with it. */
  readonly settings: ProviderSettings | null;
  readonly faults: readonly string[];
  /** Names of the variables that it has, set or not. */
  readonly variables: readonly string[];
}

/** A provider called like a preset or a kind is one, unless its variables say otherwise. */
function defaultsOf(name: string, variables: ProviderVariables): Partial<Preset> {
  const chosen = variables.oneOf('PRESET', [...PRESETS.keys()]);
  const preset = PRESETS.get(chosen ?? name);
  const own = PROVIDER_KINDS.find((kind) => kind === name);
  const kind = variables.oneOf('KIND', PROVIDER_KINDS) ?? preset?.kind ?? own ?? 'oidc';
  return { ...KIND_DEFAULTS[kind], ...(preset?.kind === kind ? preset : {}) };
}

function issuerOf(
  variables: ProviderVariables,
  preset: Partial<Preset>,
  production: boolean,
): string {
  const issuer = variables.text('ISSUER') ?? preset.issuer ?? '';
  const protocols = production ? ['https:'] : ['https:', 'http:'];
  if (issuer === '') variables.fault('ISSUER', 'must be set');
  else if (!URL.canParse(issuer) || !protocols.includes(new URL(issuer).protocol)) {
    variables.fault('ISSUER', production ? 'must be an https URL' : 'must be a URL');
  } else if (/[?#]/.test(issuer) || issuer.length > 255) {
    variables.fault('ISSUER', 'must have no query, no fragment and at most 255 characters');
  }
  return issuer;
}

function redirectUrisOf(variables: ProviderVariables): readonly string[] {
  const uris = variables.list('REDIRECT_URIS') ?? [];
  if (uris.length === 0) variables.fault('REDIRECT_URIS', 'must be set');
  if (!uris.every(isRedirectUri)) {
    variables.fault('REDIRECT_URIS', 'must list https URLs (http on localhost) without fragment');
  }
  return uris;
}

function requiredText(variables: ProviderVariables, suffix: string): string {
  const text = variables.text(suffix);
  if (text === undefined) variables.fault(suffix, 'must be set');
  return text ?? '';
}

function labelOf(variables: ProviderVariables): string | undefined {
  const label = variables.text('LABEL');
  if (label !== undefined && !isPresentable(label)) {
    variables.fault('LABEL', 'must be visible text without control characters');
  }
  return label;
}

function secretOf(variables: ProviderVariables, needed: boolean): Secret | null {
  const secret = variables.secret('CLIENT_SECRET');
  if (needed && secret === undefined && variables.text('CLIENT_SECRET_FILE') === undefined) {
    variables.fault('CLIENT_SECRET', 'must be set, or CLIENT_AUTHENTICATION be none');
  }
  return secret === undefined ? null : new Secret(secret);
}

export function readProvider(name: string, environs: Environs, production: boolean): ReadProvider {
  const variables = new ProviderVariables(environs, name);
  const preset = defaultsOf(name, variables);
  const clientAuthentication =
    variables.oneOf('CLIENT_AUTHENTICATION', CLIENT_AUTHENTICATIONS) ?? null;
  const settings: ProviderSettings = Object.freeze({
    name,
    kind: preset.kind ?? 'oidc',
    label: labelOf(variables) ?? preset.label ?? name,
    issuer: issuerOf(variables, preset, production),
    clientId: requiredText(variables, 'CLIENT_ID'),
    clientSecret: secretOf(variables, clientAuthentication !== 'none'),
    clientAuthentication,
    scopes: variables.list('SCOPES', /[\s,]+/) ?? preset.scopes ?? [],
    redirectUris: redirectUrisOf(variables),
    requireState: variables.onOff('REQUIRE_STATE'),
    trustEmail: variables.onOff('TRUST_EMAIL'),
    rolesClaim: variables.text('ROLES_CLAIM') ?? preset.rolesClaim ?? null,
    rolesMap: rolesMapOf(variables),
  });
  const { faults, names } = variables;
  return { settings: faults.length === 0 ? settings : null, faults, variables: [...names] };
}
