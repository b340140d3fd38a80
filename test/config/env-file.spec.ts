import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../../src/config/configuration-error.js';
import { parseEnvFile } from '../../src/config/env-file.js';

const parsed = (content: string | Buffer) => parseEnvFile('.env', Buffer.from(content));

function faultOf(content: string | Buffer): string {
  try {
    parsed(content);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults.join();
    throw error;
  }
  throw new Error('The file was accepted.');
}

describe('an environment file', () => {
  it('keeps its first variable behind a byte order mark', () => {
    expect(parsed('\uFEFFNODE_ENV=production\n')).toEqual({ NODE_ENV: 'production' });
  });

  it.each([
    ['UTF-16 as Windows editors write it', Buffer.from('\uFEFFNODE_ENV=production\n', 'utf16le')],
    ['Latin-1', Buffer.from('AUDIENCE=caf\u00e9\n', 'latin1')],
  ])('is refused in %s', (_encoding, content) => {
    expect(faultOf(content)).toBe('.env must be a text in UTF-8');
  });

  it('may have the line ends of Windows, comments, quotes, and values over several lines', () => {
    const content =
      "# first\r\n\r\nexport A=1\r\n  B = \"two words\" # said\r\nC='over\r\ntwo'\r\nD=\r\nE=it's # x";
    expect(parsed(content)).toEqual({
      A: '1',
      B: 'two words',
      C: 'over\ntwo',
      D: '',
      E: "it's",
    });
  });

  it.each([
    ['a line without =', 'PORT=1\nNODE_ENV production\n', 2],
    ['a colon instead of =', 'NODE_ENV: production\n', 1],
    ['a name that is none', 'NODE-ENV=production\n', 1],
    ['an invisible character before a name', 'PORT=1\n\u200BNODE_ENV=production\n', 2],
    ['a quote that is never closed', 'PORT=1\n\nAUDIENCE="api\nNODE_ENV=production\n', 3],
    ['text behind a closed quote', 'AUDIENCE="api" server\n', 1],
  ])('is refused for %s, by its line', (_fault, content, line) => {
    expect(faultOf(content)).toBe(
      `.env, line ${line} is not NAME=value, or its quote is not closed`,
    );
  });

  it('is refused where a # without quotes would cut a value short', () => {
    expect(faultOf('DATABASE_URL=mysql://me:pass#word@db/auth\n')).toBe(
      '.env, line 1: a value with # needs quotes',
    );
    expect(parsed('DATABASE_URL="mysql://me:pass#word@db/auth"\n')).toEqual({
      DATABASE_URL: 'mysql://me:pass#word@db/auth',
    });
  });

  it('never shows what it holds', () => {
    expect(faultOf('JWT_PRIVATE_KEY "hush-hush\n')).not.toContain('hush');
  });

  it('is accepted as .env.example shows it, with everything uncommented', () => {
    const example = readFileSync(join(__dirname, '../../.env.example'), 'utf8');
    const uncommented = example.replaceAll(/^#(?=[A-Z])/gm, '');
    expect(Object.keys(parsed(uncommented))).toContain('LOG_LEVEL');
  });
});
