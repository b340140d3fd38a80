import { readConfig } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

const FROM = { MAIL_FROM: 'no-reply@example.com' };
const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const kind = (environs: Record<string, string>): string => readConfig(environs).mail.mail;

describe('by which way mail leaves the server', () => {
  it('is the console, where nothing is set', () => {
    expect(kind({})).toBe('console');
  });

  it('follows from what is set', () => {
    expect(kind({ ...FROM, MAIL_SMTP_URL: 'smtp://mail.example.com' })).toBe('smtp');
    const endpoint = { MAIL_HTTP_URL: 'https://mail.example.com/', MAIL_HTTP_SECRET: SECRET };
    expect(kind({ ...FROM, ...endpoint })).toBe('http');
    expect(kind({ ...FROM, ...endpoint, MAIL: 'off' })).toBe('off');
  });

  it.each([
    [{ MAIL: 'smtp', ...FROM }, 'MAIL=smtp needs MAIL_SMTP_URL'],
    [{ MAIL: 'http', ...FROM }, 'MAIL=http needs MAIL_HTTP_URL and MAIL_HTTP_SECRET'],
    [{ MAIL_SMTP_URL: 'smtp://mail.example.com' }, 'MAIL_FROM must be set where mail is sent'],
    [{ MAIL_FROM: 'a@b.example\r\nBcc: c@d.example' }, 'MAIL_FROM must be a mail address'],
    [{ MAIL_SENDER_NAME: 'a\nb' }, 'MAIL_SENDER_NAME must be 1 to 64 visible characters'],
    [{ ...FROM, MAIL_SMTP_URL: 'http://mail.example.com' }, 'MAIL_SMTP_URL must be smtp://'],
    [{ MAIL_HTTP_SECRET: 'short' }, 'MAIL_HTTP_SECRET must be whsec_'],
    [{ MAIL_DKIM_DOMAIN: 'example.com' }, 'belong together'],
    [{ PASSWORD_RESET_URL: 'javascript:alert(1)' }, 'PASSWORD_RESET_URL must be an http(s) URL'],
    [{ MAIL: 'pigeon' }, 'MAIL must be one of'],
    [{ PAGES: 'off' }, 'PAGES=off needs PASSWORD_RESET_URL and EMAIL_CONFIRMATION_URL'],
    [{ PAGES: 'off', PASSWORD_RESET_URL: 'https://a.example' }, 'PAGES=off needs'],
  ])('is refused for %j', (environs, sentence) => {
    expect(refusalOf(environs).faults.join('\n')).toContain(sentence);
  });

  it('is not the console in production, and nothing where nothing is set', () => {
    const production = { NODE_ENV: 'production' };
    expect(refusalOf({ ...production, MAIL: 'console' }).faults.join('\n')).toContain(
      'MAIL must not be console',
    );
    expect(refusalOf(production).faults.join('\n')).not.toContain('MAIL');
  });
});
