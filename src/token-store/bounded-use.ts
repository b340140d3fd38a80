import type { SessionUse } from './session.js';

const LONGEST_ADDRESS = 64;
const LONGEST_USER_AGENT = 256;

/** By code points: half a surrogate pair is refused by MySQL. */
const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : Array.from(text).slice(0, longest).join('');

/** What a client says about itself, well-formed and as long as its columns. */
export const boundedUse = ({ address, userAgent }: SessionUse): SessionUse => ({
  address: cut(address.toWellFormed(), LONGEST_ADDRESS),
  userAgent: userAgent === null ? null : cut(userAgent.toWellFormed(), LONGEST_USER_AGENT),
});
