import type { Fields } from './fields.js';
import type { ImportedAccount, Since } from './imported-account.js';
import type { FormatContext } from './line-format.js';
import { accountOfPeer } from './peer-account.js';

const OWN_WAYS = new Set(['email', 'phone']);

function hashOf(line: Fields): string | null {
  const hash = line.text('encrypted_password');
  return hash === '' ? null : hash;
}

/** What is deleted stays deleted; a ban may be over. */
function disabledOf(line: Fields, now: number): Since {
  const deleted = line.moment('deleted_at');
  if (deleted !== null) return deleted;
  const until = line.moment('banned_until');
  return until !== null && until > now;
}

/** A row of `auth.users`; `identities` are rows of `auth.identities`, where they were joined to it. */
export function readSupabaseLine(line: Fields, context: FormatContext): ImportedAccount {
  const shown = line.object('raw_user_meta_data');
  return accountOfPeer(
    {
      username: null,
      email: line.text('email'),
      id: line.text('id'),
      displayName: shown?.text('full_name') ?? shown?.text('name') ?? null,
      roles: line.object('raw_app_meta_data')?.texts('roles') ?? null,
      createdAt: line.moment('created_at'),
      disabled: disabledOf(line, context.now),
      emailVerified: line.moment('email_confirmed_at') ?? false,
      hash: hashOf(line),
      identities: line.objects('identities').flatMap((identity) => {
        const alias = identity.text('provider') ?? '';
        return OWN_WAYS.has(alias) ? [] : [{ alias, subject: identity.text('provider_id') }];
      }),
    },
    context,
  );
}
