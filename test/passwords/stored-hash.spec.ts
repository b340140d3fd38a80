import { parseStoredHash } from '../../src/passwords/parse-stored-hash.js';
import { isOutdated } from '../../src/passwords/stored-hash.js';

const SALT = 'khjx/KsRkzPfTJKzxuUAAg';
const TAG = 'k6LPRGU1klMYVdYt25M2u8G4a5GS8jQs12wF2BObh6A';
const BCRYPT_TAIL = 'Ua2rrxkvGnFhkssglaR/X.iIn2TNnQJRxp0ePgVq/aSvqX.jqpj5K';

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
  ])('with %s is judged by its parameters', (_, text, outdated) => {
    const stored = parseStoredHash(text);
    expect(stored.kind).not.toBe('unrecognised');
    expect(isOutdated(stored)).toBe(outdated);
  });

  it.each(['$2a$10$', '$2b$04$', '$2y$18$'])('that starts with %s is bcrypt', (prefix) => {
    expect(parseStoredHash(prefix + BCRYPT_TAIL)).toEqual({ kind: 'bcrypt' });
  });

  it.each([
    ['nothing', ''],
    ['a password in clear', 'securepassword123'],
    ['an unsalted digest', '5f4dcc3b5aa765d61d8327deb882cf99'],
    ['another scheme', '$scrypt$ln=16,r=8,p=1$aM15713r3Xsvxbi31lqr1Q$nFNh2CVHVjNldFVKDHDlm4Cb'],
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
    ['memory to take the machine down', argon2('m=4294967295,t=2,p=1')],
    ['passes to hold a core for hours', argon2('m=19456,t=4294967295,p=1')],
    ['bcrypt to hold a core for hours', `$2b$31$${BCRYPT_TAIL}`],
    ['bcrypt without its end', `$2b$12$${BCRYPT_TAIL.slice(0, -1)}`],
    ['bcrypt of the broken variant', `$2x$12$${BCRYPT_TAIL}`],
  ])('is not made of %s', (_, text) => {
    expect(parseStoredHash(text)).toEqual({ kind: 'unrecognised' });
  });
});
