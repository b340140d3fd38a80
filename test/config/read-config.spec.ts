import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

describe('an empty environment', () => {
  it('gives a development server that needs nothing', () => {
    expect(readConfig({})).toMatchObject({
      nodeEnv: 'development',
      production: false,
      port: 3000,
      issuer: 'http://localhost:3000',
      audience: 'portcullis',
      databaseUrl: 'sqlite:.data/portcullis.sqlite',
      jwtPrivateKey: null,
      registration: true,
      docs: true,
      metrics: true,
      defaultRoles: ['user'],
      loginContract: 'combined',
      refreshGrace: 30,
      refreshRetry: 86_400,
      sessionMaxAge: null,
    });
  });

  it('is what empty and blank variables amount to', () => {
    expect(readConfig({ PORT: '', ISSUER: ' ', JWT_PRIVATE_KEY: '' })).toEqual(readConfig({}));
  });
});

describe('a configuration', () => {
  it('cannot be changed once it is read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });

  it('takes the issuer from the port unless it is set', () => {
    expect(readConfig({ PORT: '8080' }).issuer).toBe('http://localhost:8080');
    expect(readConfig({ PORT: '8080', ISSUER: 'https://id.example.com' }).issuer).toBe(
      'https://id.example.com',
    );
  });

  it('may leave the choice of the port to the system', () => {
    expect(readConfig({ PORT: '0' })).toMatchObject({ port: 0, issuer: 'http://localhost' });
  });

  it('takes strict single use from REFRESH_GRACE=0, unless REFRESH_RETRY says otherwise', () => {
    expect(readConfig({ REFRESH_GRACE: '0' }).refreshRetry).toBe(0);
    expect(readConfig({ REFRESH_GRACE: '0', REFRESH_RETRY: '600' }).refreshRetry).toBe(600);
    expect(readConfig({ REFRESH_GRACE: '1' }).refreshRetry).toBe(86_400);
    expect(readConfig({ REFRESH_RETRY: '604800' }).refreshRetry).toBe(604_800);
    expect(readConfig({ REFRESH_RETRY: '0' }).refreshRetry).toBe(0);
  });

  it('reads lists between commas', () => {
    const { corsOrigins, trustProxy, defaultRoles } = readConfig({
      CORS_ORIGINS: 'https://app.example.com, http://localhost:5173',
      TRUST_PROXY: '10.0.0.0/8,::1',
      DEFAULT_ROLES: 'user,reader,',
    });
    expect(corsOrigins).toEqual(['https://app.example.com', 'http://localhost:5173']);
    expect(trustProxy).toEqual(['10.0.0.0/8', '::1']);
    expect(defaultRoles).toEqual(['user', 'reader']);
  });

  it.each([
    ['REGISTRATION', 'registration'],
    ['DOCS', 'docs'],
    ['METRICS', 'metrics'],
  ] as const)('reads %s as on or off', (variable, setting) => {
    expect(readConfig({ [variable]: 'on' })[setting]).toBe(true);
    expect(readConfig({ [variable]: 'off' })[setting]).toBe(false);
    expect(refusalOf({ [variable]: 'true' }).faults).toEqual([`${variable} must be on or off`]);
  });

  it.each(['mysql://user:secret@db:3306/auth', 'mariadb://db/auth', 'sqlite:/data/auth.sqlite'])(
    'accepts the database %s',
    (databaseUrl) => {
      expect(readConfig({ DATABASE_URL: databaseUrl }).databaseUrl).toBe(databaseUrl);
    },
  );

  it('does not mind variables that it does not know', () => {
    expect(readConfig({ PRINTER: 'lp0', HOME: '/root' })).toEqual(readConfig({}));
  });
});
