import { ConfigurationError } from '../../src/config/configuration-error.js';
import { type Environs, readConfig } from '../../src/config/read-config.js';

const PRODUCTION: Environs = {
  NODE_ENV: 'production',
  ISSUER: 'https://auth.example.com',
  AUDIENCE: 'api',
  JWT_KEYS_DIR: '/keys',
};

function refusal(environs: Environs): ConfigurationError {
  try {
    readConfig(environs);
  } catch (error) {
    if (error instanceof ConfigurationError) return error;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}

describe('readConfig', () => {
  it('asks for nothing outside production', () => {
    expect(readConfig({})).toMatchObject({
      nodeEnv: 'development',
      port: 3000,
      issuer: 'http://localhost:3000',
      audience: 'portcullis',
      databaseUrl: 'sqlite:.data/portcullis.sqlite',
      registration: true,
      docs: true,
      metrics: true,
      refreshGrace: 30,
      sessionMaxAge: null,
    });
  });
});

describe('production', () => {
  it('refuses to boot without an issuer, an audience and a key', () => {
    expect(refusal({ NODE_ENV: 'production' }).faults).toHaveLength(3);
    expect(readConfig(PRODUCTION).production).toBe(true);
  });
});
