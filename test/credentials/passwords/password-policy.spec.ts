import { AppConfig } from '../../../src/config/app-config.js';
import { AuthError } from '../../../src/errors/auth-error.js';
import {
  type PasswordOwner,
  PasswordPolicy,
} from '../../../src/credentials/passwords/password-policy.js';

const OWNER = { username: 'Maximiliane', email: 'max.mustermann@example.com' };

const UNICODE = 'Password must be well-formed Unicode without null characters.';
const SHORT = 'Password must be at least 8 characters long.';
const LONG = 'Password must be at most 256 characters long.';
const OWN = 'Password must differ from your username and email address.';
const COMMON = 'Password is too common; choose one that is harder to guess.';

function adviceOn(
  password: string,
  owner: PasswordOwner = OWNER,
  config = new AppConfig(),
): string | null {
  try {
    new PasswordPolicy(config).assertAcceptable(password, owner);
    return null;
  } catch (error) {
    if (error instanceof AuthError && error.fault.code === 'WEAK_PASSWORD') {
      return error.fault.advice;
    }
    throw error;
  }
}

describe('the password policy', () => {
  it.each([
    ['securepassword123'],
    ['eight ch'],
    ['aaaa bbbb cccc'],
    ['        .'],
    ['пароль-из-слов'],
    ['🔑🔒🗝🚪🏰⚔🛡👑'],
    ['Maximiliane1'],
    ['with a\ttab and a\nnewline'],
  ])('accepts %j', (password) => {
    expect(adviceOn(password)).toBeNull();
  });

  it.each(['x', '👑'])('accepts 256 times %s', (character) => {
    expect(adviceOn(character.repeat(256))).toBeNull();
  });

  it.each([
    ['nothing', '', SHORT],
    ['seven characters', '7 chars', SHORT],
    ['seven astral characters, which are fourteen code units', '🔑🔒🗝🚪🏰👑👸', SHORT],
    ['257 characters', 'x'.repeat(257), LONG],
    ['257 astral characters', '👑'.repeat(257), LONG],
    ['a lone high surrogate', 'correct \ud83d horse', UNICODE],
    ['a lone low surrogate', 'correct \udd11 horse', UNICODE],
    ['surrogates in the wrong order', 'correct \udd11\ud83d horse', UNICODE],
    ['NUL', 'correct\0horse', UNICODE],
    ['the username', 'Maximiliane', OWN],
    ['the username in another case', 'mAXIMILIANE', OWN],
    ['the username in full-width letters', 'Ｍａｘｉｍｉｌｉａｎｅ', OWN],
    ['the mail address', 'Max.Mustermann@Example.com', OWN],
    ['the local part of the mail address', 'MAX.MUSTERMANN', OWN],
    ['a common password', 'password123', COMMON],
    ['a common password in another case', 'PassWord123', COMMON],
    ['a common password in full-width letters', 'ｐａｓｓｗｏｒｄ１２３', COMMON],
    ['a common password of a keyboard row', 'qwertyuiop', COMMON],
  ])('refuses %s', (_, password, advice) => {
    expect(adviceOn(password)).toBe(advice);
  });

  it.each(['newuser', 'user.name@example.com'])(
    'lets %s take the password of the examples',
    (username) => {
      const owner = { username, email: 'user.name@example.com' };
      expect(adviceOn('securepassword123', owner)).toBeNull();
    },
  );

  it('refuses the username in other letters of the same capitals', () => {
    expect(adviceOn('GROSSARTIG', { ...OWNER, username: 'Großartig' })).toBe(OWN);
    expect(adviceOn('οδυσσευσ', { ...OWNER, username: 'Οδυσσευς' })).toBe(OWN);
  });

  it('refuses the username that will be stored, whatever blanks it came with', () => {
    expect(adviceOn('maximiliane', { ...OWNER, username: ' Maximiliane ' })).toBe(OWN);
  });

  it('does without a mail address', () => {
    expect(adviceOn('correct horse', { ...OWNER, email: null })).toBeNull();
  });

  it('obeys the configured length, and counts code points by it', () => {
    const config = new AppConfig({ passwordMinLength: 15 });
    expect(adviceOn('🔑'.repeat(14), OWNER, config)).toBe(
      'Password must be at least 15 characters long.',
    );
    expect(adviceOn('🔑'.repeat(15), OWNER, config)).toBeNull();
  });
});
