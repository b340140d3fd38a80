import fc from 'fast-check';
import { pairFor, privatePem } from './keys/key-material.js';
import { ACCESS, tokensWith } from './tokens-under-test.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ';

const character = fc.oneof(fc.constantFrom(...Array.from(ALPHABET)), fc.string({ maxLength: 3 }));

/** Replaces `drop` characters at a place, counted from the start and wrapping, with others. */
const edit = fc.record({
  at: fc.nat(),
  drop: fc.nat({ max: 3 }),
  put: fc.array(character, { maxLength: 3 }).map((parts) => parts.join('')),
});

type Edit = typeof edit extends fc.Arbitrary<infer Value> ? Value : never;

function apply(token: string, { at, drop, put }: Edit): string {
  const index = at % token.length;
  return token.slice(0, index) + put + token.slice(index + drop);
}

it.each(['RS256', 'ES256'] as const)('no change to a %s token verifies', async (jwtAlgorithm) => {
  const jwtPrivateKey = privatePem(pairFor(jwtAlgorithm));
  const { tokens } = await tokensWith({ jwtAlgorithm, jwtPrivateKey });
  const token = await tokens.issueAccess(ACCESS);
  const edits = fc.array(edit, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(edits, (changes) => {
      const changed = changes.reduce(apply, token);
      fc.pre(changed !== token && changed !== '');
      return !tokens.verifyAccess(changed).valid;
    }),
    { numRuns: 2000 },
  );
});
