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
  { cookiePrefixes }: Pick<AppConfig, 'cookiePrefixes'>,
): string {
  if (!cookiePrefixes) return name;
  return path === '/' ? `__Host-${name}` : `__Secure-${name}`;
}
