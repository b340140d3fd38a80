import { TextDecoder } from 'node:util';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AuthError } from '../../errors/auth-error.js';

/** Bytes; enforced before a body is parsed. */
export const BODY_LIMIT = 16 * 1024;

/** RFC 8259 §11 defines no parameters: they are ignored, except one that promises another charset. */
function isJson(contentType: string): boolean {
  const [type, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charsets = parameters.filter((parameter) => parameter.startsWith('charset'));
  return (
    type === 'application/json' && charsets.every((it) => /^charset\s*=\s*("?)utf-?8\1$/.test(it))
  );
}

const isEncoded = (contentEncoding: string | undefined): boolean =>
  contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity';

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
function parseBody({ headers }: FastifyRequest, bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  if (!isJson(headers['content-type'] ?? '') || isEncoded(headers['content-encoding'])) {
    throw AuthError.of('UNSUPPORTED_MEDIA_TYPE');
  }
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
        done(null, parseBody(request, body));
      } catch (error) {
        done(error as AuthError);
      }
    },
  );
}
