import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import type { Environs } from '../../src/config/env-file.js';
import type { ProviderSettings } from '../../src/config/providers/provider-settings.js';
import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

const GOOGLE = {
  PROVIDERS: 'google',
  PROVIDER_GOOGLE_CLIENT_ID: 'client',
  PROVIDER_GOOGLE_CLIENT_SECRET: 'a-secret-of-google',
  PROVIDER_GOOGLE_REDIRECT_URIS: 'https://app.example.com/callback',
};

function only(environs: Environs): ProviderSettings {
  const [provider] = readConfig(environs).federation.identityProviders;
  if (provider === undefined) throw new Error('no provider was configured');
  return provider;
}

const faultsOf = (environs: Environs): readonly string[] => refusalOf(environs).faults;

describe('a provider called like a preset', () => {
  it('needs no more than a client and its redirect URIs', () => {
    expect(only(GOOGLE)).toMatchObject({
      name: 'google',
      kind: 'oidc',
      label: 'Google',
      issuer: 'https://accounts.google.com',
      clientId: 'client',
      scopes: ['openid', 'email', 'profile'],
      redirectUris: ['https://app.example.com/callback'],
      requireState: false,
      rolesClaim: null,
    });
  });

  it('is overruled by its variables', () => {
    const provider = only({
      ...GOOGLE,
      PROVIDER_GOOGLE_LABEL: 'Work account',
      PROVIDER_GOOGLE_SCOPES: 'openid email',
      PROVIDER_GOOGLE_REQUIRE_STATE: 'on',
      PROVIDER_GOOGLE_ROLES_CLAIM: 'hd',
      PROVIDER_GOOGLE_ROLES_MAP: 'example.com=staff, cn=admins=admin',
    });
    expect(provider).toMatchObject({ label: 'Work account', scopes: ['openid', 'email'] });
    expect(provider).toMatchObject({ requireState: true, rolesClaim: 'hd' });
    expect([...provider.rolesMap]).toEqual([
      ['example.com', 'staff'],
      ['cn=admins', 'admin'],
    ]);
  });

  it.each(['\u200b', '\u3164', '\u0301', 'Work\u202eaccount'])(
    'has a label that people can read: %j will not do',
    (label) => {
      expect(faultsOf({ ...GOOGLE, PROVIDER_GOOGLE_LABEL: label })).toContain(
        'PROVIDER_GOOGLE_LABEL must be visible text without control characters',
      );
    },
  );

  it.each([
    ['okta', 'Okta', 'groups'],
    ['microsoft', 'Microsoft', 'roles'],
    ['keycloak', 'Keycloak', 'realm_access.roles'],
    ['auth0', 'Auth0', null],
  ])('%s asks for its issuer', (preset, label, rolesClaim) => {
    const environs = {
      PROVIDERS: 'corp-1',
      PROVIDER_CORP_1_PRESET: preset,
      PROVIDER_CORP_1_CLIENT_ID: 'client',
      PROVIDER_CORP_1_CLIENT_SECRET: 'secret',
      PROVIDER_CORP_1_REDIRECT_URIS: 'https://app.example.com/callback',
    };
    expect(faultsOf(environs)).toEqual(['PROVIDER_CORP_1_ISSUER must be set']);
    const issuer = 'https://id.example.com/';
    const provider = only({ ...environs, PROVIDER_CORP_1_ISSUER: issuer });
    expect(provider).toMatchObject({ name: 'corp-1', kind: 'oidc', issuer, label, rolesClaim });
  });
});

describe('a provider called github', () => {
  it('is of that kind', () => {
    const provider = only({
      PROVIDERS: 'github',
      PROVIDER_GITHUB_CLIENT_ID: 'client',
      PROVIDER_GITHUB_CLIENT_SECRET: 'secret',
      PROVIDER_GITHUB_REDIRECT_URIS: 'com.example.app:/callback',
    });
    expect(provider).toMatchObject({ kind: 'github', issuer: 'https://github.com' });
  });
});

describe('what is wrong with providers', () => {
  it('is told all at once, by name and never by value', () => {
    const faults = faultsOf({
      PROVIDERS: 'corp,bad',
      PROVIDER_CORP_KIND: 'saml',
      PROVIDER_CORP_ISSUER: 'not a url',
      PROVIDER_CORP_REDIRECT_URIS: 'http://app.example.com/cb,javascript:alert(1)',
      PROVIDER_CORP_ROLES_MAP: 'nonsense',
      PROVIDER_BAD_CLIENT_SECRET: 'hush-hush',
      PROVIDER_BAD_CLIENT_SECRET_FILE: '/does/not/exist',
      SIGNUP: 'maybe',
      PORT: 'none',
    });
    expect(faults).toEqual(
      expect.arrayContaining([
        'PROVIDER_CORP_KIND must be one of oidc, github',
        'PROVIDER_CORP_ISSUER must be a URL',
        'PROVIDER_CORP_CLIENT_ID must be set',
        'PROVIDER_CORP_CLIENT_SECRET must be set, or CLIENT_AUTHENTICATION be none',
        'PROVIDER_CORP_ROLES_MAP must list <value of the claim>=<role name>',
        'PROVIDER_BAD_ISSUER must be set',
        'PROVIDER_BAD_REDIRECT_URIS must be set',
        'PROVIDER_BAD_CLIENT_SECRET_FILE must not be set beside CLIENT_SECRET',
        'PROVIDER_BAD_CLIENT_SECRET_FILE names a file that cannot be read',
      ]),
    );
    const text = faults.join('\n');
    expect(text).toMatch(/SIGNUP must be/);
    expect(text).toMatch(/PORT must be/);
    expect(text).not.toMatch(/hush|saml|nonsense|does\/not/);
  });

  it.each(['Corp', 'a_b', '-x', 'corp,corp'])('refuses the names %s', (names) => {
    expect(faultsOf({ PROVIDERS: names }).join()).toMatch(/^PROVIDERS must/);
  });

  it('includes an issuer without TLS in production, and only there', () => {
    const environs = { ...GOOGLE, PROVIDER_GOOGLE_ISSUER: 'http://localhost:4000' };
    expect(only(environs).issuer).toBe('http://localhost:4000');
    expect(faultsOf({ ...environs, NODE_ENV: 'production' })).toContain(
      'PROVIDER_GOOGLE_ISSUER must be an https URL',
    );
  });

  it.each([
    ['https://app.example.com/cb#fragment'],
    ['https://user:password@app.example.com/cb'],
    ['app.example.com/cb'],
    ['data:text/html,x'],
  ])('includes the redirect URI %s', (uri) => {
    const environs = { ...GOOGLE, PROVIDER_GOOGLE_REDIRECT_URIS: uri };
    expect(faultsOf(environs).join()).toMatch(/^PROVIDER_GOOGLE_REDIRECT_URIS must list/);
  });
});

describe('a client secret', () => {
  it('is read from a file', () => {
    const directory = mkdtempSync(join(tmpdir(), 'portcullis-secret-'));
    const file = join(directory, 'secret');
    writeFileSync(file, 'from-a-file\n');
    const provider = only({
      ...GOOGLE,
      PROVIDER_GOOGLE_CLIENT_SECRET: '',
      PROVIDER_GOOGLE_CLIENT_SECRET_FILE: file,
    });
    expect(provider.clientSecret?.reveal()).toBe('from-a-file');
    rmSync(directory, { recursive: true });
  });

  it('shows itself to nobody who does not ask', () => {
    const { clientSecret } = only(GOOGLE);
    const shown = `${String(clientSecret)} ${JSON.stringify({ clientSecret })} ${inspect({ clientSecret })}`;
    expect(shown).not.toContain('a-secret-of-google');
    expect(clientSecret?.reveal()).toBe('a-secret-of-google');
  });
});

describe('SIGNUP', () => {
  it.each(['on', 'off', 'domains:example.com', 'domains:example.com, example.org'])(
    'takes %s',
    (signup) => {
      expect(readConfig({ SIGNUP: signup }).federation.signup).toBe(signup);
    },
  );
});
