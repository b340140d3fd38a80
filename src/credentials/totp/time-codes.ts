import { createHmac, timingSafeEqual } from 'node:crypto';

/** RFC 6238 with what every authenticator app assumes: SHA-1, six digits, thirty seconds. */
export const DIGITS = 6;
export const PERIOD = 30;

/** Steps to either side that a clock may be off (RFC 6238 §5.2). */
const TOLERANCE = 1;

export const stepAt = (now: number): number => Math.floor(now / 1000 / PERIOD);

/** RFC 4226 §5.3. */
export function codeAt(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac[mac.length - 1] ?? 0) & 0x0f;
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS;
  return String(number).padStart(DIGITS, '0');
}

const same = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The step that a code is of, the earliest first; null for a code of none around this time. */
export function stepOf(secret: Buffer, code: string, now: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const current = stepAt(now);
  const steps = [-TOLERANCE, 0, TOLERANCE].map((distance) => current + distance);
  const matching = steps.filter((step) => same(codeAt(secret, step), code));
  return matching[0] ?? null;
}
