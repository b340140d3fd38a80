import { createHmac } from 'node:crypto';

/** What is signed of a request, as Standard Webhooks has it. */
interface Signed {
  readonly id: string;
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly body: string;
}

/** The headers of a signed request (https://www.standardwebhooks.com). */
export function signedHeaders(
  key: Buffer,
  { id, timestamp, body }: Signed,
): Readonly<Record<string, string>> {
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': `v1,${mac}`,
  };
}
