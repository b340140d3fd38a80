import { changedSettings } from '../../src/config/changed-settings.js';
import { readConfig, SETTINGS } from '../../src/config/read-config.js';

const SECRET = 'a secret that is long enough for this server';

describe('the settings that differ from their defaults', () => {
  it('are none where nothing is set', () => {
    expect(changedSettings(readConfig({}))).toEqual({});
  });

  it('are said as their variables say them', () => {
    const environs = {
      PORT: '8080',
      DOCS: 'off',
      CORS_ORIGINS: 'https://a.example,https://b.example',
      LOG_LEVEL: 'info',
    };
    expect(changedSettings(readConfig(environs))).toEqual({
      PORT: '8080',
      ISSUER: 'http://localhost:8080',
      DOCS: 'off',
      CORS_ORIGINS: 'https://a.example,https://b.example',
    });
  });

  it('never show what may hold a secret', () => {
    const environs = {
      DATABASE_URL: `mysql://root:${encodeURIComponent(SECRET)}@localhost/portcullis`,
      REDIS_URL: `redis://:${encodeURIComponent(SECRET)}@localhost`,
      SECRETS: SECRET,
    };
    const changed = changedSettings(readConfig(environs));
    expect(changed).toEqual({ DATABASE_URL: '***', REDIS_URL: '***', SECRETS: '***' });
    const secrets = Object.values(SETTINGS).filter(({ secret }) => secret);
    expect(secrets.length).toBeGreaterThan(3);
  });
});
