import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AuthError } from '../errors/auth-error.js';
import { BATCH_LIMIT, BATCH_TYPE, isBatch } from '../api/requests/body.js';
import { routedPath } from '../api/requests/fastify-request.js';
import { ROUTES } from '../api/requests/routes.js';
import { formatAt, isOfType } from './body-format.js';

/** Bytes; enforced before a body is parsed. */
export const BODY_LIMIT = 16 * 1024;

const isEncoded = (contentEncoding: string | undefined): boolean =>
  contentEncoding !== undefined && contentEncoding.toLowerCase() !== 'identity';

/** An empty body is no body, whatever its content type says. */
function parseBody(request: FastifyRequest, bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  const { 'content-type': type = '', 'content-encoding': encoding } = request.headers;
  const format = formatAt(routedPath(request), type);
  if (bytes.length > BODY_LIMIT && format.mediaType !== BATCH_TYPE) {
    throw AuthError.of('PAYLOAD_TOO_LARGE');
  }
  if (!isOfType(type, format.mediaType) || isEncoded(encoding)) throw format.refusal();
  return format.read(bytes);
}

/** RFC 9112 §6.3: without either header a request has no body. */
const hasNoBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0;

/** Of no type that is read anywhere. */
const UNREADABLE = 'application/octet-stream';

/** One parser for every content type, so that the faults come in order: size, media type, form. */
export function acceptBodies(server: FastifyInstance): void {
  // Fastify would refuse a content type that makes no sense even where it describes nothing.
  server.addHook('onRequest', (request, _reply, done) => {
    const { headers } = request.raw;
    const type = headers['content-type'];
    if (type !== undefined && hasNoBody(request)) {
      delete headers['content-type'];
    } else if (isBatch(type) && routedPath(request) !== ROUTES.introspection) {
      // The longer limit goes with the type, whatever the route.
      headers['content-type'] = UNREADABLE;
    }
    done();
  });
  server.removeAllContentTypeParsers();
  const parse = (
    request: FastifyRequest,
    body: Buffer,
    done: (error: Error | null, body?: unknown) => void,
  ): void => {
    try {
      done(null, parseBody(request, body));
    } catch (error) {
      done(error as AuthError);
    }
  };
  server.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, parse);
  server.addContentTypeParser(BATCH_TYPE, { parseAs: 'buffer', bodyLimit: BATCH_LIMIT }, parse);
}
