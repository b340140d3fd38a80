import Negotiator from 'negotiator';

/** JSON is UTF-8 whatever the client adds, so that the parameter must not keep a type from matching. */
const CHARSET = /;\s*charset\s*=\s*[^;,]*/gi;

/** Which of the types `Accept` prefers (RFC 9110 §12.5.1); the first of those it likes equally. */
export function preferredType(accept: string, types: readonly string[]): string | undefined {
  const negotiator = new Negotiator({ headers: { accept: accept.replace(CHARSET, '') } });
  return negotiator.mediaType([...types]);
}
