import { ExchangeFailure } from './exchange-failure.js';

/** Bytes, after decompression: room for a profile with a picture in it, which is then left out. */
const LIMIT = 1024 * 1024;

/** Reads a body that may never end, and gives up at the limit. */
export async function boundedBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const body = response.body as ReadableStream<Uint8Array> | null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > LIMIT) throw new ExchangeFailure('too-large', 'body');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
