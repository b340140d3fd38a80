import type { FastifyReply } from 'fastify';
import { wireName } from '../requests/wire-name.js';
import type { AppConfig } from '../../config/app-config.js';
import type { SessionGrant } from '../../auth/session-grant.js';

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
export function setSessionCookie(
  reply: FastifyReply,
  cookie: SessionCookie,
  grant: SessionGrant,
): void {
  const { token, expiresIn } = grant[cookie.carries];
  void reply.setCookie(cookie.name, token, { ...attributes(cookie), maxAge: expiresIn });
}

/** A browser forgets a cookie only under the path it was set on. */
export function expireSessionCookie(reply: FastifyReply, cookie: SessionCookie): void {
  void reply.setCookie(cookie.name, '', {
    ...attributes(cookie),
    maxAge: 0,
    expires: new Date(0),
  });
}
