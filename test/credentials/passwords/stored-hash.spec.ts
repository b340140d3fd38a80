import {
  canonicalText,
  isOutdated,
  parseStoredHash,
} from '../../../src/credentials/passwords/stored-hash.js';

const SALT = 'khjx/KsRkzPfTJKzxuUAAg';
const TAG = 'k6LPRGU1klMYVdYt25M2u8G4a5GS8jQs12wF2BObh6A';
const BCRYPT_TAIL = 'Ua2rrxkvGnFhkssglaR/X.iIn2TNnQJRxp0ePgVq/aSvqX.jqpj5K';

const SSHA256 = '{SSHA256}4YslBNo973t28s/374an8Ds13URiTPTgR186i5S0rEFzYWx0eXNhbHQ=';
const LONG_TAG = `${'A'.repeat(85)}Q`;
const firebase = (cost: string): string =>
  `$fbscrypt$v=1,${cost},ss=Bw==,sk=${LONG_TAG}$${SALT}$${LONG_TAG}`;
const FIREBASE = `$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=${LONG_TAG}==$${SALT}==$${LONG_TAG}==`;

const argon2 = (cost: string, head = '$argon2id$v=19'): string => `${head}$${cost}$${SALT}$${TAG}`;

describe('a stored hash', () => {
  it.each([
    ['the current cost', argon2('m=19456,t=2,p=1'), false],
    ['the current cost in another order', argon2('p=1,m=19456,t=2'), false],
    ['more memory', argon2('m=65536,t=2,p=1'), false],
    ['more passes and lanes', argon2('m=19456,t=3,p=4'), false],
    ['less memory', argon2('m=19455,t=2,p=1'), true],
    ['less memory in spite of more passes', argon2('m=4096,t=10,p=1'), true],
    ['fewer passes', argon2('m=19456,t=1,p=1'), true],
    ['an older version', argon2('m=19456,t=2,p=1', '$argon2id$v=16'), true],
    ['no version, which means the older one', argon2('m=19456,t=2,p=1', '$argon2id'), true],
    ['argon2i', argon2('m=19456,t=2,p=1', '$argon2i$v=19'), true],
    ['argon2d', argon2('m=19456,t=2,p=1', '$argon2d$v=19'), true],
    ['bcrypt', `$2b$12$${BCRYPT_TAIL}`, true],
    ['scrypt', `$scrypt$ln=17,r=8,p=1$${SALT}$${TAG}`, true],
    ['PBKDF2', `$pbkdf2-sha256$i=600000,l=32$${SALT}$${TAG}`, true],
    ['a salted digest', SSHA256, true],
    ['what Firebase makes', FIREBASE, true],
  ])('with %s is judged by its parameters', (_, text, outdated) => {
    const stored = parseStoredHash(text);
    expect(stored.kind).not.toBe('unrecognised');
    expect(isOutdated(stored)).toBe(outdated);
  });

  it.each(['$2a$10$', '$2b$04$', '$2y$18$'])('that starts with %s is bcrypt', (prefix) => {
    expect(parseStoredHash(prefix + BCRYPT_TAIL)).toMatchObject({ kind: 'bcrypt' });
  });

  it.each([
    ['nothing', ''],
    ['a password in clear', 'securepassword123'],
    ['an unsalted digest', '5f4dcc3b5aa765d61d8327deb882cf99'],
    ['another scheme', '$y$j9T$F5Jx5fExrKuPp53xLKQ..1$tnSYvahCwPBHKZUspmcxMfb0.WiB9W.zEaKlOBL35rC'],
    ['scrypt without lanes', `$scrypt$ln=16,r=8,p=0$${SALT}$${TAG}`],
    ['scrypt of N beyond its blocks', `$scrypt$ln=16,r=1,p=1$${SALT}$${TAG}`],
    ['scrypt cut short', `$scrypt$ln=16,r=8,p=1$${SALT}$${TAG.slice(0, -1)}`],
    ['PBKDF2 with another digest', `$pbkdf2-md5$i=1000$${SALT}$${TAG}`],
    ['PBKDF2 of no iterations', `$pbkdf2-sha256$i=0$${SALT}$${TAG}`],
    ['PBKDF2 of another length than it says', `$pbkdf2-sha256$i=1000,l=64$${SALT}$${TAG}`],
    ['PBKDF2 without a salt', `$pbkdf2-sha256$i=1000$$${TAG}`],
    ['a digest without a salt', '{SSHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g='],
    ['a digest of LDAP that has no salt', '{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g='],
    ['Firebase without its signer key', `$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==$${SALT}$${TAG}`],
    ['a hash cut short', argon2('m=19456,t=2,p=1').slice(0, -1)],
    ['a hash without its tag', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}`],
    ['a tag of a few bytes', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}$AAAA`],
    ['a salt of a few bytes', `$argon2id$v=19$m=19456,t=2,p=1$AAAA$${TAG}`],
    ['padded base64', `$argon2id$v=19$m=19456,t=2,p=1$${SALT}==$${TAG}=`],
    ['something after the hash', `${argon2('m=19456,t=2,p=1')}\n`],
    ['a missing parameter', argon2('m=19456,t=2')],
    ['a parameter given twice', argon2('m=19456,t=2,t=2')],
    ['an unknown parameter', argon2('m=19456,t=2,p=1,data=AAAA')],
    ['an unknown version', argon2('m=19456,t=2,p=1', '$argon2id$v=20')],
    ['no passes', argon2('m=19456,t=0,p=1')],
    ['no memory', argon2('m=0,t=2,p=1')],
    ['less memory than its lanes need', argon2('m=8,t=2,p=2')],
    ['bcrypt without its end', `$2b$12$${BCRYPT_TAIL.slice(0, -1)}`],
    ['bcrypt of the broken variant', `$2x$12$${BCRYPT_TAIL}`],
  ])('is not made of %s', (_, text) => {
    expect(parseStoredHash(text)).toEqual({ kind: 'unrecognised' });
  });

  it.each([
    ['memory to take the machine down', argon2('m=4294967295,t=2,p=1')],
    ['passes to hold a core for hours', argon2('m=19456,t=4294967295,p=1')],
    ['bcrypt to hold a core for hours', `$2b$31$${BCRYPT_TAIL}`],
    ['scrypt to take the machine down', `$scrypt$ln=24,r=8,p=1$${SALT}$${TAG}`],
    ['scrypt to hold a core for hours', `$scrypt$ln=17,r=8,p=100000$${SALT}$${TAG}`],
    ['PBKDF2 to hold a core for hours', `$pbkdf2-sha256$i=4294967295$${SALT}$${TAG}`],
    ['PBKDF2 of many blocks', `$pbkdf2-sha1$i=2000000$${SALT}$${LONG_TAG}`],
    ['Firebase to take the machine down', firebase('n=24,r=8,p=1')],
  ])('with %s costs too much', (_, text) => {
    expect(parseStoredHash(text)).toEqual({ kind: 'too-costly' });
  });

  it.each([
    ['argon2', argon2('p=1,m=19456,t=2'), argon2('m=19456,t=2,p=1')],
    ['bcrypt', `$2y$12$${BCRYPT_TAIL}`, `$2y$12$${BCRYPT_TAIL}`],
    [
      'PBKDF2 as passlib has it',
      `$pbkdf2$29000$${SALT}$${TAG.replace('+', '.')}`,
      `$pbkdf2-sha1$i=29000,l=32$${SALT}$${TAG}`,
    ],
    [
      'scrypt with padding',
      `$scrypt$ln=16,r=8,p=1$${SALT}==$${TAG}=`,
      `$scrypt$ln=16,r=8,p=1$${SALT}$${TAG}`,
    ],
    ['a digest of LDAP', SSHA256.replace('SSHA', 'ssha').replace('=', ''), SSHA256],
    ['what Firebase makes', firebase('n=14,r=8,p=1'), FIREBASE],
  ])('is kept in one text: %s', (_, text, canonical) => {
    for (const each of [text, canonical]) {
      const hash = parseStoredHash(each);
      if (hash.kind === 'unrecognised' || hash.kind === 'too-costly') throw new Error(hash.kind);
      expect(canonicalText(hash)).toBe(canonical);
    }
  });
});
