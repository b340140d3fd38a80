import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

const PRODUCTION = {
  NODE_ENV: 'production',
  AUDIENCE: 'api',
  JWT_KEYS_DIR: '/keys',
  TRUST_PROXY: '10.0.0.1',
  SECRETS: 'b7Yq0xV3mZ-b7Yq0xV3mZ-b7Yq0xV3mZ-5Tg',
};

describe('ISSUER', () => {
  it.each([
    'http://auth_server:3000',
    'http://auth_server',
    'http://auth',
    'https://id.example.com/tenants/one',
    'https://[2001:db8::1]:8443',
    'https://bücher.example',
  ])('takes %s', (issuer) => {
    expect(readConfig({ ISSUER: issuer }).tokens.issuer).toBe(issuer);
  });

  it.each([
    'auth.example.com',
    'ftp://auth.example.com',
    'https:auth.example.com',
    'https://auth.example.com?tenant=1',
    'https://auth.example.com/#top',
    'https://me:secret@auth.example.com',
    'https://auth example.com',
    'https://',
  ])('refuses %s', (issuer) => {
    expect(refusalOf({ ISSUER: issuer }).faults).toEqual([
      'ISSUER must be an http or https URL without query, fragment and password',
    ]);
  });

  it('is https in production, unless said otherwise', () => {
    const fault = 'ISSUER must be https in production, unless ALLOW_HTTP_ISSUER is on';
    const plain = { ...PRODUCTION, ISSUER: 'http://auth_server:3000' };
    expect(refusalOf(plain).faults).toEqual([fault]);
    expect(readConfig({ ...plain, ALLOW_HTTP_ISSUER: 'on' }).production).toBe(true);
    expect(readConfig({ ...PRODUCTION, ISSUER: 'https://auth_server' }).production).toBe(true);
  });

  it.each(['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
    'may be %s in production, which no other machine reaches',
    (issuer) => {
      expect(readConfig({ ...PRODUCTION, ISSUER: issuer }).production).toBe(true);
    },
  );
});
