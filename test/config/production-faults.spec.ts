import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

const SOUND = {
  NODE_ENV: 'production',
  ISSUER: 'https://id.example.com',
  AUDIENCE: 'api',
  JWT_KEYS_DIR: '/keys',
  TRUST_PROXY: '10.0.0.0/8',
  SECRETS: 'b7Yq0xV3mZ-b7Yq0xV3mZ-b7Yq0xV3mZ-5Tg',
};

const SECRETS = ['changeme', 'change-me-please', 'secret', 'my-secret', 'your_client_secret_here'];
const REAL = 'b7Yq0xV3mZ';

describe('production refuses', () => {
  it('limits that are off', () => {
    expect(refusalOf({ ...SOUND, RATE_LIMITS: 'off' }).faults).toEqual([
      'RATE_LIMITS must be on in production',
    ]);
  });

  it('every origin at once', () => {
    expect(refusalOf({ ...SOUND, CORS_ORIGINS: '*' }).message).toContain('CORS_ORIGINS');
  });

  it('plain HTTP with nobody in front of it', () => {
    expect(refusalOf({ ...SOUND, TRUST_PROXY: '' }).faults).toEqual([
      'TRUST_PROXY, or TLS_CERT_FILE and TLS_KEY_FILE, must be set in production',
    ]);
    const tls = { ...SOUND, TRUST_PROXY: '', TLS_CERT_FILE: '/c.pem', TLS_KEY_FILE: '/k.pem' };
    expect(readConfig(tls).production).toBe(true);
  });

  it.each([...SECRETS, 'password', 'root', 'portcullis', '<password>', 'xxxx', '123456'])(
    'the placeholder %s wherever a secret belongs, without repeating it',
    (placeholder) => {
      const { faults } = refusalOf({
        ...SOUND,
        JWT_PRIVATE_KEY: placeholder,
        DATABASE_URL: `mysql://portcullis:${encodeURIComponent(placeholder)}@db/portcullis`,
        REDIS_URL: `redis://:${encodeURIComponent(placeholder)}@cache:6379`,
      });
      expect(faults).toHaveLength(3);
      for (const fault of faults) expect(fault).toMatch(/is a placeholder, set a real one/);
    },
  );

  it('a placeholder in the addresses of several hosts', () => {
    const { faults } = refusalOf({
      ...SOUND,
      DATABASE_URL: 'mysql://portcullis:secret@db-1:3306,db-2:3306/portcullis',
      REDIS_URL: 'redis+sentinel://:secret@watch-1,watch-2/main',
    });
    expect(faults).toEqual([
      'the password in DATABASE_URL is a placeholder, set a real one in production',
      'the password in REDIS_URL is a placeholder, set a real one in production',
    ]);
  });

  it('a secret of one character, without repeating it', () => {
    const { faults } = refusalOf({ ...SOUND, SECRETS: `${SOUND.SECRETS},${'a'.repeat(40)}` });
    expect(faults).toEqual([
      'a value of SECRETS is not random; make one with: openssl rand -base64 48',
    ]);
  });

  it('nothing of a sound configuration', () => {
    const environs = {
      ...SOUND,
      DATABASE_URL: `mysql://portcullis:${REAL}@db/portcullis`,
      REDIS_URL: `rediss://default:${REAL}@cache:6379/0`,
      CORS_ORIGINS: 'https://app.example.com',
    };
    expect(readConfig(environs)).toMatchObject({
      limits: { rateLimits: true },
      server: { docs: false, metrics: false },
    });
  });
});

describe('outside production', () => {
  it('placeholders, plain HTTP and limits that are off are no fault', () => {
    const environs = {
      RATE_LIMITS: 'off',
      DATABASE_URL: 'mysql://root:root@db/portcullis',
    };
    expect(readConfig(environs).limits.rateLimits).toBe(false);
  });

  it.each([{ TLS_CERT_FILE: '/c.pem' }, { TLS_KEY_FILE: '/k.pem' }])(
    'half of what TLS needs is a fault: %o',
    (half) => {
      expect(refusalOf(half).faults).toEqual(['TLS_CERT_FILE and TLS_KEY_FILE belong together']);
    },
  );
});
