import { isEmail, ValidateBy } from 'class-validator';
import { Secret } from './secret.js';

const PREFIX = 'whsec_';
/** Bytes, as Standard Webhooks ask for. */
const LEAST = 24;
const MOST = 64;

const urlOf = (value: unknown): URL | null =>
  typeof value === 'string' && URL.canParse(value) ? new URL(value) : null;

const rule = (name: string, holds: (value: unknown) => boolean, sentence: string) => () =>
  ValidateBy({
    name,
    validator: { validate: holds, defaultMessage: () => `$property must be ${sentence}` },
  });

/** The bytes of a secret of Standard Webhooks; null for what is none. */
export function webhookKey(secret: Secret): Buffer | null {
  const text = secret.reveal();
  const base64 = text.startsWith(PREFIX) ? text.slice(PREFIX.length) : text;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return null;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= LEAST && bytes.length <= MOST ? bytes : null;
}

export const IsWebhookSecret = rule(
  'isWebhookSecret',
  (value) => value instanceof Secret && webhookKey(value) !== null,
  `whsec_ and ${LEAST} to ${MOST} bytes in base64`,
);

/** No quotes around the local part: not every mail server takes them. */
export const IsMailAddress = rule(
  'isMailAddress',
  (value) => typeof value === 'string' && isEmail(value) && !value.includes('"'),
  'a mail address without a name',
);

export const IsSmtpUrl = rule(
  'isSmtpUrl',
  (value) => {
    const url = urlOf(value);
    return url !== null && /^smtps?:$/.test(url.protocol) && url.hostname !== '';
  },
  'smtp://user:password@host:port or smtps://…',
);

export const IsWebUrl = rule(
  'isWebUrl',
  (value) => /^https?:$/.test(urlOf(value)?.protocol ?? ''),
  'an http(s) URL',
);

/** Where a link of a mail leads to; `{token}` says where the token stands. */
export const IsPageUrl = rule(
  'isPageUrl',
  (value) => /^https?:$/.test(urlOf(value)?.protocol ?? '') && urlOf(value)?.username === '',
  'an http(s) URL, with {token} where the token is to stand',
);
