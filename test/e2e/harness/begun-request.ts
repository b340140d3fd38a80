import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request as open } from 'node:http';
import type { Answer } from './answer.js';
import { read } from './http-client.js';

/** A request that the server has begun to handle, and whose body it waits for. */
export class BegunRequest {
  private constructor(
    private readonly outgoing: ClientRequest,
    private readonly body: string,
  ) {}

  /** Resolves when the server, having read the headers, asks for the body (RFC 9110 §10.1.1). */
  static async post(origin: string, path: string, json: object): Promise<BegunRequest> {
    const body = JSON.stringify(json);
    const outgoing = open(new URL(path, origin), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
      agent: false,
    });
    outgoing.flushHeaders();
    await once(outgoing, 'continue');
    return new BegunRequest(outgoing, body);
  }

  /** Sends the body; what is answered. */
  async finish(): Promise<Answer> {
    this.outgoing.end(this.body);
    const [message] = (await once(this.outgoing, 'response')) as [IncomingMessage];
    return read(message);
  }

  /** Resolves when the server hangs up instead of answering. */
  async cutOff(): Promise<void> {
    await once(this.outgoing, 'error');
  }
}
