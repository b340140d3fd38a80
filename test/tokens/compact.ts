import { createHmac, type KeyObject, sign, verify } from 'node:crypto';

export type Members = Readonly<Record<string, unknown>>;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const decode = (segment: string | undefined): Members =>
  JSON.parse(Buffer.from(segment ?? '', 'base64url').toString()) as Members;

const withEncoding = (key: KeyObject) => ({ key, dsaEncoding: 'ieee-p1363' }) as const;

/** Signs whatever it is told to, by Node's own means. */
export function forge(header: Members, payload: unknown, key: KeyObject): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${sign('sha256', Buffer.from(input), withEncoding(key)).toString('base64url')}`;
}

export function forgeWithSecret(header: Members, payload: unknown, secret: string): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}

export const unsigned = (header: Members, payload: unknown): string =>
  `${encode(header)}.${encode(payload)}.`;

export const headerOf = (token: string): Members => decode(token.split('.')[0]);
export const payloadOf = (token: string): Members => decode(token.split('.')[1]);

export function isSignedBy(token: string, key: KeyObject): boolean {
  const [header, payload, signature = ''] = token.split('.');
  const input = Buffer.from(`${header ?? ''}.${payload ?? ''}`);
  return verify('sha256', input, withEncoding(key), Buffer.from(signature, 'base64url'));
}
