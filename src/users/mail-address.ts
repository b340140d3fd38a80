import { domainToASCII, domainToUnicode } from 'node:url';
import { isEmail } from 'class-validator';
import { canonicalEmail, trimmedName } from './canonical-name.js';

export interface MailAddress {
  /** As it is stored and shown. */
  readonly text: string;
  /** In ASCII, as the DNS has it. */
  readonly domain: string;
  /** Equal for spellings of one mailbox, and for no two mailboxes, however alike they look. */
  readonly mailbox: string;
}

const lowerAscii = (text: string): string =>
  text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/**
 * The domain by IDNA (RFC 5891), or null: one that IDNA would change first, such as a Kelvin sign to
 * a k, only looks like the domain that comes of it.
 */
function domainOf(text: string): string | null {
  const ascii = domainToASCII(text);
  const stable = lowerAscii(text);
  return ascii !== '' && [ascii, domainToUnicode(ascii)].includes(stable) ? ascii : null;
}

/** The one check of what is a mail address, at registration and of what a provider says. */
export function mailAddress(raw: string | null): MailAddress | null {
  const text = trimmedName(raw ?? '');
  const at = text.lastIndexOf('@');
  const domain = domainOf(text.slice(at + 1));
  if (domain === null || !isEmail(text) || canonicalEmail(text) === null) return null;
  return { text, domain, mailbox: `${lowerAscii(text.slice(0, at))}@${domain}` };
}

/**
 * Whether two addresses are one mailbox. Keys of accounts fold more than that, so that no two look
 * alike; to prove one mailbox is not to prove the other.
 */
export function sameMailbox(one: string | null, other: string | null): boolean {
  const [first, second] = [mailAddress(one), mailAddress(other)];
  return first !== null && first.mailbox === second?.mailbox;
}
