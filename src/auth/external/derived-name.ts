import { isVisible } from '../../text/visible-text.js';
import { canonicalName } from '../../users/canonical-name.js';

/** Code points; leaves room for a suffix. */
const MAX_LENGTH = 100;
const FALLBACK = 'user';

/** What cannot be in a name becomes a hyphen; an `@` would claim somebody's address. */
function nameFrom(nickname: string): string | null {
  const name = Array.from(nickname.normalize('NFKC').replace(/[^\p{L}\p{M}\p{Nd}._+-]+/gu, '-'))
    .slice(0, MAX_LENGTH)
    .join('')
    .replace(/^-+|-+$/g, '');
  return canonicalName(name) !== null && isVisible(name) ? name : null;
}

/** Names that could be made of what somebody calls themselves, best first; at least one. */
export function derivedNames(nicknames: readonly string[]): readonly [string, ...string[]] {
  const names = nicknames.map(nameFrom).filter((name) => name !== null);
  const [first = FALLBACK, ...others] = [...new Set(names)];
  return [first, ...others];
}

/** What people read: without controls, of a length that fits, and something to see. */
export function derivedDisplayName(text: string | null, otherwise: string): string {
  const shown = Array.from((text ?? '').replace(/[\p{C}\s]+/gu, ' ').trim())
    .slice(0, 128)
    .join('');
  return isVisible(shown) ? shown : otherwise;
}
