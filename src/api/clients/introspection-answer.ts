import type { TokenState } from '../../clients/introspection.js';

/** As Fastify would write it for an object. */
export const ANSWER_TYPE = 'application/json; charset=utf-8';

const texts = new WeakMap<TokenState, string>();

/** The answer about one token (RFC 7662 §2.2), put into words once for as long as it is the same. */
export function answerText(state: TokenState): string {
  const known = texts.get(state);
  if (known !== undefined) return known;
  const text = JSON.stringify(state);
  texts.set(state, text);
  return text;
}
