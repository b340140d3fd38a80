import { refusalOf } from './refusal.js';

/** One bad value for each variable that can have one; each is recognisable. */
const BAD = {
  NODE_ENV: 'bad-staging',
  PORT: 'bad-port',
  ISSUER: 'bad issuer',
  DATABASE_URL: 'postgres://root:bad-secret@db/auth',
  JWT_ALGORITHM: 'bad-none',
  TRUST_PROXY: 'bad-proxy',
  CORS_ORIGINS: 'bad-origin',
  REGISTRATION: 'bad-maybe',
  DEFAULT_ROLES: 'bad role',
  PASSWORD_MIN_LENGTH: '-77',
  HASH_QUEUE: '1e77',
  WORKERS: '7777',
  LOGIN_CONTRACT: 'bad-contract',
  REFRESH_GRACE: '7777',
  REFRESH_RETRY: '777777',
  SESSION_MAX_AGE: '0x77',
  DOCS: 'bad-yes',
  METRICS: 'bad-no',
  PAGES: 'bad-perhaps',
  AUDIT_RETENTION_DAYS: '77.7',
  LOG_LEVEL: 'bad-loud',
};

describe('a refused configuration', () => {
  const { faults, message } = refusalOf(BAD);

  it('reports every fault at once, by the name of its variable', () => {
    const named = faults.map((fault) => fault.split(' ')[0]);
    expect(named.sort()).toEqual(Object.keys(BAD).sort());
    for (const fault of faults) expect(message).toContain(fault);
  });

  it.each(Object.entries(BAD))('never shows the value of %s', (_variable, value) => {
    expect(message).not.toContain(value);
  });

  it.each([
    [{ JWT_KEY_STORE: 'database' }, /^JWT_PRIVATE_KEY must not be set beside JWT_KEY_STORE/],
    [{ JWT_ROTATION_DAYS: '30' }, /^JWT_ROTATION_DAYS needs JWT_KEYS_DIR or JWT_KEY_STORE/],
    [{ JWT_ROTATION_DAYS: '0' }, /^JWT_ROTATION_DAYS must not be less than 1/],
    [{ JWT_KEY_STORE: 'vault' }, /^JWT_KEY_STORE must be one of/],
  ])('is found where %j cannot be with one key for good', (environs, sentence) => {
    const { faults } = refusalOf({ JWT_PRIVATE_KEY: 'a key', ...environs });
    expect(faults[0]).toMatch(sentence);
  });

  it('has one process for SQLite', () => {
    const { faults } = refusalOf({ WORKERS: '2', DATABASE_URL: 'sqlite:file' });
    expect(faults).toEqual(['WORKERS must be 1 on SQLite']);
  });

  it('says what is wrong with a number', () => {
    expect(refusalOf({ PORT: '65536' }).faults).toEqual(['PORT must not be greater than 65535']);
    expect(refusalOf({ PORT: 'http' }).faults).toEqual(['PORT must be an integer number']);
  });
});
