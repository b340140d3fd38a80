import type { Fields } from './fields.js';
import type { ImportedAccount } from './imported-account.js';
import type { FormatContext } from './line-format.js';
import { accountOfPeer, type PeerIdentity } from './peer-account.js';

const SALTED: ReadonlyMap<string, string> = new Map([
  ['sha1', 'SSHA'],
  ['sha256', 'SSHA256'],
  ['sha512', 'SSHA512'],
]);

/** What a value is written in; Auth0 takes `utf8` where nothing is said. */
function bytesOf(value: Fields | null): Buffer {
  const encoding = value?.text('encoding') ?? 'utf8';
  const known = encoding === 'base64' || encoding === 'hex' ? encoding : 'utf8';
  return Buffer.from(value?.text('value') ?? '', known);
}

function scryptOf(custom: Fields): string {
  const log2N = Math.log2(custom.whole('cost') ?? 16_384);
  const cost = `ln=${log2N},r=${custom.whole('blockSize') ?? 8},p=${custom.whole('parallelization') ?? 1}`;
  const salt = bytesOf(custom.object('salt')).toString('base64');
  return `$scrypt$${cost}$${salt}$${bytesOf(custom.object('hash')).toString('base64')}`;
}

/** A digest of the password and a salt after it; with the salt before, it is of no kind known here. */
function saltedOf(custom: Fields, scheme: string): string {
  const salt = custom.object('salt');
  if (salt?.text('position') !== 'suffix') return '';
  const value = Buffer.concat([bytesOf(custom.object('hash')), bytesOf(salt)]);
  return `{${scheme}}${value.toString('base64')}`;
}

/** As the schema of bulk imports has it; a text that is no hash for what is not known here. */
function customHashOf(custom: Fields): string {
  const algorithm = custom.text('algorithm') ?? '';
  const written = custom.object('hash')?.text('value') ?? '';
  switch (algorithm) {
    case 'argon2':
    case 'bcrypt':
    case 'pbkdf2':
    case 'ldap':
      return written;
    case 'scrypt':
      return scryptOf(custom);
    default: {
      const scheme = SALTED.get(algorithm);
      return scheme === undefined ? '' : saltedOf(custom, scheme);
    }
  }
}

function hashOf(line: Fields): string | null {
  const custom = line.object('custom_password_hash');
  return custom === null
    ? (line.text('passwordHash') ?? line.text('password_hash'))
    : customHashOf(custom);
}

const OWN_DATABASE = 'auth0';

const identitiesOf = (line: Fields): readonly PeerIdentity[] =>
  line.objects('identities').flatMap((identity) => {
    const alias = identity.text('provider') ?? '';
    return alias === OWN_DATABASE ? [] : [{ alias, subject: identity.text('user_id') }];
  });

/** A line of an export of users or of their hashes, or of a bulk import. */
export function readAuth0Line(line: Fields, context: FormatContext): ImportedAccount {
  return accountOfPeer(
    {
      username: line.text('username'),
      email: line.text('email'),
      id: null,
      displayName: line.text('name') ?? line.text('nickname'),
      roles: line.object('app_metadata')?.texts('roles') ?? null,
      createdAt: line.moment('created_at'),
      disabled: line.flag('blocked') ?? false,
      emailVerified: line.flag('email_verified') ?? false,
      hash: hashOf(line),
      identities: identitiesOf(line),
    },
    context,
  );
}
