import type { Fields } from './fields.js';
import type { ImportedAccount } from './imported-account.js';
import type { FormatContext } from './line-format.js';
import { accountOfPeer } from './peer-account.js';

/** Keycloak's names of its hashing providers. */
const PBKDF2: ReadonlyMap<string, string> = new Map([
  ['pbkdf2', 'sha1'],
  ['pbkdf2-sha256', 'sha256'],
  ['pbkdf2-sha512', 'sha512'],
]);

const ARGON2_VERSIONS: ReadonlyMap<string, string> = new Map([
  ['1.0', '16'],
  ['1.3', '19'],
]);

const bare = (base64: string): string => base64.replace(/=+$/, '');

function argon2Of(data: Fields, salt: string, tag: string): string {
  const more = data.object('additionalParameters');
  const first = (name: string): string => more?.texts(name)?.[0] ?? '';
  const version = ARGON2_VERSIONS.get(first('version')) ?? '';
  const cost = `m=${first('memory')},t=${data.whole('hashIterations') ?? 0},p=${first('parallelism')}`;
  return `$argon2${first('type')}$v=${version}$${cost}$${bare(salt)}$${bare(tag)}`;
}

/** A hash of an algorithm that is not known here is refused as a text that is none. */
function hashOf(credential: Fields): string {
  const data = credential.embedded('credentialData');
  const secret = credential.embedded('secretData');
  const value = secret?.text('value') ?? '';
  const salt = secret?.text('salt') ?? '';
  if (data === null) return '';
  const algorithm = data.text('algorithm') ?? '';
  if (algorithm === 'argon2') return argon2Of(data, salt, value);
  if (algorithm === 'bcrypt') return value;
  const digest = PBKDF2.get(algorithm) ?? '';
  return `$pbkdf2-${digest}$i=${data.whole('hashIterations') ?? 0}$${salt}$${value}`;
}

const named = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null).join(' ');

/** One of `users` in a realm's export. */
export function readKeycloakLine(line: Fields, context: FormatContext): ImportedAccount {
  const password = line.objects('credentials').find((each) => each.text('type') === 'password');
  return accountOfPeer(
    {
      username: line.text('username'),
      email: line.text('email'),
      id: line.text('id'),
      displayName: named(line.text('firstName'), line.text('lastName')),
      roles: line.texts('realmRoles'),
      createdAt: line.moment('createdTimestamp'),
      disabled: line.flag('enabled') === false,
      emailVerified: line.flag('emailVerified') ?? false,
      hash: password === undefined ? null : hashOf(password),
      identities: line.objects('federatedIdentities').map((identity) => ({
        alias: identity.text('identityProvider') ?? '',
        subject: identity.text('userId'),
      })),
    },
    context,
  );
}
