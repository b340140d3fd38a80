import type { KeyState, StatedKey } from '../tokens/keys/key-states.js';

/** As people call it. */
const WORDS: Readonly<Record<KeyState, string>> = {
  standby: 'standby',
  'in-use': 'in use',
  'previously-used': 'previously used',
  'verifies-only': 'verifies only',
  revoked: 'revoked',
  retired: 'retired',
};

/** Keys that an operator put there signed since some unknown time. */
const iso = (moment: number | null): string | null =>
  moment === null || moment === 0 ? null : new Date(moment).toISOString();

function momentsOf(each: StatedKey) {
  const revokedAt = iso(each.entry.revokedAt);
  if (!('signedUntil' in each)) {
    return { publishedAt: null, signsFrom: null, signedUntil: null, revokedAt };
  }
  const { entry, signedUntil } = each;
  return {
    publishedAt: iso(entry.publishedAt),
    signsFrom: iso(entry.signsFrom),
    signedUntil: iso(signedUntil),
    revokedAt,
  };
}

export const listedKey = (each: StatedKey): object => ({
  kid: each.entry.key.kid,
  alg: each.entry.key.alg,
  state: WORDS[each.state],
  ...momentsOf(each),
});

const LABELS = {
  publishedAt: 'published',
  signsFrom: 'signs from',
  signedUntil: 'signs until',
  revokedAt: 'revoked',
} as const;

export function keyLine(each: StatedKey): string {
  const { kid, alg } = each.entry.key;
  const moments = momentsOf(each);
  const told = Object.entries(LABELS).flatMap(([name, label]) => {
    const moment = moments[name as keyof typeof LABELS];
    return moment === null ? [] : [`, ${label} ${moment}`];
  });
  return `${kid} ${alg} ${WORDS[each.state]}${told.join('')}`;
}
