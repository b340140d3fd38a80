import type { Fields } from './fields.js';
import type { ImportedAccount } from './imported-account.js';
import type { FirebaseParameters, FormatContext } from './line-format.js';
import { LineRefused } from './line-refusal.js';
import { accountOfPeer } from './peer-account.js';

/** Not identities elsewhere: ways to sign in at Firebase itself. */
const OWN_WAYS = new Set(['password', 'phone', 'emailLink', 'anonymous']);

function hashOf(line: Fields, parameters: FirebaseParameters | null): string | null {
  const tag = line.text('passwordHash');
  if (tag === null || tag === '') return null;
  if (parameters === null) {
    throw new LineRefused(
      'unknown-hash',
      'the parameters of the project are needed: --hash-config',
    );
  }
  const { memCost, rounds, saltSeparator, signerKey } = parameters;
  const cost = `v=1,n=${memCost},r=${rounds},p=1,ss=${saltSeparator},sk=${signerKey}`;
  return `$fbscrypt$${cost}$${line.text('salt') ?? ''}$${tag}`;
}

/** One of `users` in the file of `firebase auth:export`. */
export function readFirebaseLine(line: Fields, context: FormatContext): ImportedAccount {
  return accountOfPeer(
    {
      username: null,
      email: line.text('email'),
      id: null,
      displayName: line.text('displayName'),
      roles: line.embedded('customAttributes')?.texts('roles') ?? null,
      createdAt: line.moment('createdAt'),
      disabled: line.flag('disabled') ?? false,
      emailVerified: line.flag('emailVerified') ?? false,
      hash: hashOf(line, context.firebase),
      identities: line.objects('providerUserInfo').flatMap((identity) => {
        const alias = identity.text('providerId') ?? '';
        return OWN_WAYS.has(alias) ? [] : [{ alias, subject: identity.text('rawId') }];
      }),
    },
    context,
  );
}
