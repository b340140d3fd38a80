import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';

/** Standard Webhooks: `v1` is HMAC-SHA-256, `v1a` Ed25519. */
export type SignatureKind = 'v1' | 'v1a';

/** Bytes of a shared secret, and of the seed of an Ed25519 key (RFC 8032 §5.1.5). */
const LENGTH = 32;

const PREFIXES: Readonly<Record<SignatureKind, string>> = { v1: 'whsec_', v1a: 'whsk_' };

/** What every PKCS #8 of an Ed25519 key has in front of the seed (RFC 8410 §7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A secret as it is kept: `whsec_…`, or `whsk_…` for the private half of a pair. */
export const newWebhookSecret = (kind: SignatureKind): string =>
  PREFIXES[kind] + randomBytes(LENGTH).toString('base64');

const bytesOf = (secret: string): Buffer =>
  Buffer.from(secret.slice(secret.indexOf('_') + 1), 'base64');

const privateKeyOf = (secret: string): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([PKCS8, bytesOf(secret)]),
    format: 'der',
    type: 'pkcs8',
  });

/** What a receiver verifies with: the secret itself, or the public half (`whpk_…`). */
export function verificationKey(kind: SignatureKind, secret: string): string {
  if (kind === 'v1') return secret;
  const whole = createPublicKey(privateKeyOf(secret)).export({ format: 'der', type: 'spki' });
  return `whpk_${whole.subarray(-LENGTH).toString('base64')}`;
}

export interface SignedParts {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly body: string;
}

/** One entry of `webhook-signature`. */
export function webhookSignature(
  kind: SignatureKind,
  secret: string,
  { id, timestamp, body }: SignedParts,
): string {
  const content = Buffer.from(`${id}.${timestamp}.${body}`);
  const signature =
    kind === 'v1'
      ? createHmac('sha256', bytesOf(secret)).update(content).digest()
      : sign(null, content, privateKeyOf(secret));
  return `${kind},${signature.toString('base64')}`;
}
