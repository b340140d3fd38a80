import fastifyCookie from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import type { AppConfig } from '../../config/app-config.js';
import type { TokenSet } from '../../sessions/token-set.js';
import { wireName } from './cookies.js';

/** A cookie in which a contract keeps a token; always `HttpOnly` and `Secure`. */
export interface SessionCookie {
  readonly name: string;
  readonly path: string;
  readonly sameSite: 'strict' | 'lax';
  readonly carries: 'access' | 'refresh';
}

/** The cookie under the name that it has on the wire. */
export const sessionCookie = (documented: SessionCookie, config: AppConfig): SessionCookie => ({
  ...documented,
  name: wireName(documented, config),
});

const attributes = ({ path, sameSite }: SessionCookie) =>
  ({ path, sameSite, httpOnly: true, secure: true }) as const;

/** `Max-Age` is the token's remaining life. */
const lasting = (cookie: SessionCookie, expiresIn: number) =>
  ({ ...attributes(cookie), maxAge: expiresIn }) as const;

export function setSessionCookie(
  reply: FastifyReply,
  cookie: SessionCookie,
  tokens: TokenSet,
): void {
  const { token, expiresIn } = tokens[cookie.carries];
  void reply.setCookie(cookie.name, token, lasting(cookie, expiresIn));
}

/** The same as the text of a `Set-Cookie` header. */
export function sessionCookieText(cookie: SessionCookie, tokens: TokenSet): string {
  const { token, expiresIn } = tokens[cookie.carries];
  return fastifyCookie.serialize(cookie.name, token, lasting(cookie, expiresIn));
}

/** A browser forgets a cookie only under the path it was set on. */
export function expireSessionCookie(reply: FastifyReply, cookie: SessionCookie): void {
  void reply.setCookie(cookie.name, '', {
    ...attributes(cookie),
    maxAge: 0,
    expires: new Date(0),
  });
}
