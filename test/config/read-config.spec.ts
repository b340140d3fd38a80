import type { AppConfig } from '../../src/config/app-config.js';
import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

describe('an empty environment', () => {
  it('gives a development server that needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      production: false,
      server: { nodeEnv: 'development', port: 3000, docs: true, metrics: true },
      tokens: {
        issuer: 'http://localhost:3000',
        audience: ['portcullis'],
        jwtPrivateKey: null,
        secrets: [],
      },
      database: { databaseUrl: 'sqlite:.data/portcullis.sqlite' },
      accounts: { registration: true, defaultRoles: ['user'] },
      sessions: {
        loginContract: 'combined',
        refreshGrace: 30,
        refreshRetry: 86_400,
        sessionMaxAge: null,
      },
    });
  });

  it('is what empty and blank variables amount to', () => {
    expect(readConfig({ PORT: '', ISSUER: ' ', JWT_PRIVATE_KEY: '' })).toEqual(readConfig({}));
  });
});

describe('a configuration', () => {
  it('cannot be changed once it is read', () => {
    const config = readConfig({});
    expect([config, config.server, config.tokens].every(Object.isFrozen)).toBe(true);
  });

  it('takes the issuer from the port unless it is set', () => {
    expect(readConfig({ PORT: '8080' }).tokens.issuer).toBe('http://localhost:8080');
    expect(readConfig({ PORT: '8080', ISSUER: 'https://id.example.com' }).tokens.issuer).toBe(
      'https://id.example.com',
    );
  });

  it('may leave the choice of the port to the system', () => {
    expect(readConfig({ PORT: '0' })).toMatchObject({
      server: { port: 0 },
      tokens: { issuer: 'http://localhost' },
    });
  });

  it('takes strict single use from REFRESH_GRACE=0, unless REFRESH_RETRY says otherwise', () => {
    expect(readConfig({ REFRESH_GRACE: '0' }).sessions.refreshRetry).toBe(0);
    expect(readConfig({ REFRESH_GRACE: '0', REFRESH_RETRY: '600' }).sessions.refreshRetry).toBe(
      600,
    );
    expect(readConfig({ REFRESH_GRACE: '1' }).sessions.refreshRetry).toBe(86_400);
    expect(readConfig({ REFRESH_RETRY: '604800' }).sessions.refreshRetry).toBe(604_800);
    expect(readConfig({ REFRESH_RETRY: '0' }).sessions.refreshRetry).toBe(0);
  });

  it('reads lists between commas', () => {
    const {
      server: { corsOrigins, trustProxy },
      accounts: { defaultRoles },
    } = readConfig({
      CORS_ORIGINS: 'https://app.example.com, http://localhost:5173',
      TRUST_PROXY: '10.0.0.0/8,::1',
      DEFAULT_ROLES: 'user,reader,',
    });
    expect(corsOrigins).toEqual(['https://app.example.com', 'http://localhost:5173']);
    expect(trustProxy).toEqual(['10.0.0.0/8', '::1']);
    expect(defaultRoles).toEqual(['user', 'reader']);
  });

  it.each([
    ['REGISTRATION', ({ accounts }: AppConfig) => accounts.registration],
    ['DOCS', ({ server }: AppConfig) => server.docs],
    ['METRICS', ({ server }: AppConfig) => server.metrics],
  ] as const)('reads %s as on or off', (variable, settingOf) => {
    expect(settingOf(readConfig({ [variable]: 'on' }))).toBe(true);
    expect(settingOf(readConfig({ [variable]: 'off' }))).toBe(false);
    expect(refusalOf({ [variable]: 'true' }).faults).toEqual([`${variable} must be on or off`]);
  });

  it.each(['mysql://user:secret@db:3306/auth', 'mariadb://db/auth', 'sqlite:/data/auth.sqlite'])(
    'accepts the database %s',
    (databaseUrl) => {
      expect(readConfig({ DATABASE_URL: databaseUrl }).database.databaseUrl).toBe(databaseUrl);
    },
  );

  it('does not mind variables that it does not know', () => {
    expect(readConfig({ PRINTER: 'lp0', HOME: '/root' })).toEqual(readConfig({}));
  });
});
