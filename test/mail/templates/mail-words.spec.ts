import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MAIL_LANGUAGES } from '../../../src/config/choices.js';
import { MAIL_KINDS } from '../../../src/mail/mail-kind.js';
import { MailWords } from '../../../src/mail/templates/mail-words.js';
import { readTemplates } from '../../../src/mail/templates/own-templates.js';
import type { Letter } from '../../../src/mail/letter.js';

const EACH = MAIL_KINDS.flatMap((kind) =>
  MAIL_LANGUAGES.map((language) => [kind, language] as const),
);

const letter = (changes: Partial<Letter> = {}): Letter => ({
  kind: 'password-reset',
  language: 'en',
  to: 'ada@example.com',
  facts: {
    name: '<i>Ada</i> & co',
    username: 'ada',
    address: 'ada@example.com',
    link: 'https://login.example.com/?a=1&token=x',
    code: '12345678',
  },
  life: 1800,
  ...changes,
});

describe('the words of a mail', () => {
  const words = new MailWords('Acme');

  it.each(EACH)('are there for %s in %s', (kind, language) => {
    const { subject, text, html } = words.write(letter({ kind, language }));
    for (const part of [subject, text, html]) expect(part).not.toMatch(/undefined|<%|%>/);
    expect(subject).toContain('Acme');
    expect(html).toContain(`<html lang="${language}">`);
  });

  it('are text as it is, and HTML in which values are escaped', () => {
    const { text, html } = words.write(letter());
    expect(text).toContain('Hello <i>Ada</i> & co,');
    expect(html).toContain('Hello &lt;i&gt;Ada&lt;/i&gt; &amp; co,');
    expect(html).toContain('href="https://login.example.com/?a=1&amp;token=x"');
    expect(text).toContain('good for 30 minutes');
    expect(words.write(letter({ life: 86_400, language: 'de' })).text).toContain('24 Stunden');
  });

  it('load nothing from anywhere', () => {
    expect(words.write(letter()).html).not.toMatch(/<img|<script|<link|url\(/);
  });
});

describe('templates of an operator', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'portcullis-templates-'));
    mkdirSync(join(directory, 'en'));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const put = (name: string, content: string): void => {
    writeFileSync(join(directory, name), content);
  };

  it('take the place of one part of one mail', () => {
    put('en/password-reset.subject.eta', 'Reset at <%= it.service %>\n');
    const own = new MailWords('Acme', readTemplates(directory));
    const { subject, text } = own.write(letter());
    expect(subject).toBe('Reset at Acme');
    expect(text).toContain('Hello');
    expect(own.write(letter({ language: 'de' })).subject).toContain('Ihr neues Passwort');
  });

  it.each(['en/password-rest.text.eta', 'en/password-reset.txt', 'en/readme'])(
    'are not called %s',
    (name) => {
      put(name, 'x');
      expect(() => readTemplates(directory)).toThrow(name);
    },
  );

  it('are refused where they cannot be read, by their name', () => {
    put('en/password-reset.text.eta', '<% if ( %>');
    expect(() => new MailWords('Acme', readTemplates(directory))).toThrow(
      'en/password-reset.text.eta',
    );
  });

  it('have to be there', () => {
    expect(() => readTemplates(directory)).toThrow('no mail template');
  });
});
