import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

const KEYLESS = {
  NODE_ENV: 'production',
  ISSUER: 'https://id.example.com',
  AUDIENCE: 'api',
  TRUST_PROXY: '10.0.0.1',
  SECRETS: 'b7Yq0xV3mZ-b7Yq0xV3mZ-b7Yq0xV3mZ-5Tg',
};

describe('production', () => {
  it('asks for an issuer, an audience, a key and a secret', () => {
    expect(refusalOf({ NODE_ENV: 'production' }).faults).toEqual([
      'ISSUER must be set in production',
      'AUDIENCE must be set in production',
      'JWT_KEYS_DIR, JWT_PRIVATE_KEY or JWT_KEY_STORE=database must be set in production',
      'SECRETS or SECRETS_FILE must be set in production; make one with: openssl rand -base64 48',
      'TRUST_PROXY, or TLS_CERT_FILE and TLS_KEY_FILE, must be set in production',
    ]);
  });

  it('reports what is missing beside what is wrong', () => {
    expect(refusalOf({ ...KEYLESS, LOG_LEVEL: 'loud' }).faults).toHaveLength(2);
  });

  it.each([
    { JWT_KEYS_DIR: '/keys' },
    { JWT_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----' },
    { JWT_KEY_STORE: 'database' },
  ])('is content with a key from any place: %o', (key) => {
    expect(readConfig({ ...KEYLESS, ...key }).production).toBe(true);
  });

  it('closes the documents and the metrics until they are opened', () => {
    const environs = { ...KEYLESS, JWT_KEYS_DIR: '/keys' };
    expect(readConfig(environs)).toMatchObject({ server: { docs: false, metrics: false } });
    expect(readConfig({ ...environs, DOCS: 'on', METRICS: 'on' })).toMatchObject({
      server: { docs: true, metrics: true },
    });
  });
});
