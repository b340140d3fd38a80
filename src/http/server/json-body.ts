import { TextDecoder } from 'node:util';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AuthError } from '../../errors/auth-error.js';

/** Bytes; enforced before a body is parsed. */
export const BODY_LIMIT = 16 * 1024;

const JSON_MEDIA_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?;?$/i;

/** RFC 8259 §8.1: UTF-8 without a byte order mark; what is not UTF-8 is refused, not repaired. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (cause) {
    throw AuthError.of('MALFORMED_REQUEST', { cause });
  }
}

/** An empty body is no body, whatever its content type says. */
function parseBody(contentType: string | undefined, bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!JSON_MEDIA_TYPE.test(contentType ?? '')) throw AuthError.of('UNSUPPORTED_MEDIA_TYPE');
  return parseJson(bytes);
}

/** RFC 9112 §6.3: without either header a request has no body. */
const hasNoBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;

/** One parser for every content type, so that the faults come in order: size, media type, JSON. */
export function acceptJsonOnly(server: FastifyInstance): void {
  // Fastify would refuse a content type that makes no sense even where it describes nothing.
  server.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw;
    if (headers['content-type'] !== undefined && hasNoBody(request)) delete headers['content-type'];
    done();
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    '*',
    { parseAs: 'buffer', bodyLimit: BODY_LIMIT },
    (request: FastifyRequest, body: Buffer, done) => {
      try {
        done(null, parseBody(request.headers['content-type'], body));
      } catch (error) {
        done(error as AuthError);
      }
    },
  );
}
