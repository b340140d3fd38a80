import type { FastifyRequest } from 'fastify';
import type { AppConfig } from '../../config/app-config.js';

interface NamedCookie {
  readonly name: string;
  readonly path: string;
}

/**
 * What a cookie is called. With a prefix (RFC 6265bis §4.1.3) browsers take it from a secure page
 * of this host alone; `__Host-` asks for the path `/`.
 */
export function wireName(
  { name, path }: NamedCookie,
  { sessions: { cookiePrefixes } }: AppConfig,
): string {
  if (!cookiePrefixes) return name;
  return path === '/' ? `__Host-${name}` : `__Secure-${name}`;
}

/** Java's cookie store, for one, sends values in quotes, which are no part of them (RFC 6265 §4.1.1). */
const unquoted = (value: string): string => /^"(.*)"$/.exec(value)?.[1] ?? value;

/**
 * Every value that a request carries under one of the names. Cookies of one name that are set on
 * several paths all arrive (RFC 6265 §5.4), so a parser that keeps one a name would lose some.
 */
export function cookieValues(request: FastifyRequest, names: ReadonlySet<string>): string[] {
  return (request.headers.cookie ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    const value = unquoted(pair.slice(at + 1).trim());
    return at > 0 && names.has(pair.slice(0, at).trim()) && value !== '' ? [value] : [];
  });
}
