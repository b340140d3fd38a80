import { PersonalDigests } from '../../../src/audit/personal-fields.js';
import { type Mutate, pick, seqOf, someEvent, text, WHERE } from './mutation.js';

const ERASED = "address = '', user_agent = NULL, name = NULL, salt = NULL";

/** All that an attacker without the key can do as an erasure does it. */
export const eraseUnsaid: Mutate = (store, random) => {
  const row = someEvent(store, random);
  const fields = {
    address: text(row, 'address'),
    userAgent: row.user_agent === null ? null : text(row, 'user_agent'),
    name: row.name === null ? null : text(row, 'name'),
    salt: text(row, 'salt'),
    digest: null,
  };
  const digest = new PersonalDigests().of(fields);
  return {
    name: 'erase without a word',
    expected: 'erased-unrecorded',
    apply: async () => {
      await store.execute(
        `UPDATE audit_events SET ${ERASED}, digest = ? ${WHERE}`,
        digest,
        text(row, 'chain'),
        seqOf(row),
      );
    },
  };
};

/** Takes the values for an erasure's, with a digest of others. */
export const eraseFalsely: Mutate = (store, random) => {
  const row = someEvent(store, random);
  return {
    name: 'erase with another digest',
    expected: 'altered',
    also: 'erased-unrecorded',
    apply: async () => {
      await store.execute(
        `UPDATE audit_events SET ${ERASED}, digest = ? ${WHERE}`,
        pick(random, ['', 'B'.repeat(43)]),
        text(row, 'chain'),
        seqOf(row),
      );
    },
  };
};
