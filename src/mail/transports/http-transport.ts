import type { Clock } from '../../clock/clock.js';
import type { OutgoingMail } from '../letter.js';
import { LONGEST, MailTransport } from './mail-transport.js';
import { signedHeaders } from './webhook-signature.js';

export interface HttpEndpoint {
  readonly url: string;
  readonly key: Buffer;
  readonly from: string;
  readonly sender: string;
}

/** Posts mail as signed JSON to a service of the operator, which sends it. */
export class HttpTransport extends MailTransport {
  constructor(
    private readonly endpoint: HttpEndpoint,
    private readonly clock: Clock,
  ) {
    super();
  }

  async send(mail: OutgoingMail): Promise<void> {
    const { url, key, from, sender } = this.endpoint;
    const { id, ...content } = mail;
    const body = JSON.stringify({ id, from, sender, ...content });
    const timestamp = Math.floor(this.clock.now() / 1000);
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...signedHeaders(key, { id, timestamp, body }),
      },
      body,
      // A redirect would send what is secret elsewhere than the operator said.
      redirect: 'error',
      signal: AbortSignal.timeout(LONGEST),
    });
    await answer.body?.cancel();
    if (!answer.ok) throw new Error(`The endpoint answers ${answer.status}`);
  }

  async close(): Promise<void> {
    return;
  }
}
