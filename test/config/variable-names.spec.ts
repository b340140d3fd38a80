import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

const PROVIDER = {
  PROVIDERS: 'corp',
  PROVIDER_CORP_ISSUER: 'https://id.example.com',
  PROVIDER_CORP_CLIENT_ID: 'portcullis',
  PROVIDER_CORP_CLIENT_SECRET: 'b7Yq0xV3mZ',
  PROVIDER_CORP_REDIRECT_URIS: 'https://app.example.com/callback',
};

describe('a variable that is nearly a setting', () => {
  it.each([
    ['DATABASE_URI', 'DATABASE_URL'],
    ['NODE_EVN', 'NODE_ENV'],
    ['node_env', 'NODE_ENV'],
    ['Jwt-Keys-Dir', 'JWT_KEYS_DIR'],
    ['\uFEFFNODE_ENV', 'NODE_ENV'],
    ['CORS_ORIGIN', 'CORS_ORIGINS'],
    ['AUDIT_RETENTION_DAY', 'AUDIT_RETENTION_DAYS'],
    ['PORTS', 'PORT'],
  ])('is warned of: %s', (name, meant) => {
    expect(readConfig({ [name]: 'hush' }).warnings).toEqual([
      `${name} is no setting; ${meant} is meant?`,
    ]);
  });

  it('may belong to an identity provider', () => {
    const environs = { ...PROVIDER, PROVIDER_CORP_REDIRECT_URI: 'https://app.example.com' };
    expect(readConfig(environs).warnings).toEqual([
      'PROVIDER_CORP_REDIRECT_URI is no setting; PROVIDER_CORP_REDIRECT_URIS is meant?',
    ]);
    expect(readConfig({ ...PROVIDER, PROVIDER_CROP2_LABEL: 'x' }).warnings).toEqual([
      'PROVIDER_CROP2_LABEL belongs to no provider that PROVIDERS names',
    ]);
  });

  it('is none of what systems, shells and npm set', () => {
    const ordinary = ['HOME', 'HOSTNAME', 'PATH', 'PWD', 'TERM', 'LANG', 'USER', '_', 'SHLVL'];
    const npm = ['npm_config_cache', 'npm_lifecycle_event', 'INIT_CWD', 'NODE', 'NODE_OPTIONS'];
    const cluster = ['REDIS_SERVICE_HOST', 'REDIS_PORT', 'KUBERNETES_PORT', 'NODE_UNIQUE_ID'];
    const environs = Object.fromEntries(
      [...ordinary, ...npm, ...cluster].map((name) => [name, 'x']),
    );
    expect(readConfig(environs).warnings).toEqual([]);
    expect(readConfig(PROVIDER).warnings).toEqual([]);
  });
});

describe('a value that is not what it looks like is refused', () => {
  it.each(['"api"', "'api'", '`api`'])('with quotes that belong to it: %s', (value) => {
    expect(refusalOf({ AUDIENCE: value }).faults).toEqual([
      'AUDIENCE has quotes around its value, leave them out',
    ]);
  });

  it.each(['a\u200Bpi', 'a\u0000pi', 'a\uFEFFpi', 'a\u202Epi'])(
    'with a character in it that is not seen: %j',
    (value) => {
      expect(refusalOf({ AUDIENCE: value }).faults).toEqual([
        'AUDIENCE has an invisible character in it',
      ]);
    },
  );
});
