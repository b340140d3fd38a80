import fastifyCookie from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import type { TokenSet } from '../../sessions/session-tokens.js';
import { KnownDevices } from '../../credentials/known-devices.js';

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

const DEVICE = { name: 'device', path: '/api' } as const;
/** Seconds. */
const DEVICE_LIFE = 180 * 86_400;

/** Every browser says one of these with a POST; other clients keep no cookies they did not ask for. */
const comesFromBrowser = ({ headers }: FastifyRequest): boolean =>
  headers['sec-fetch-site'] !== undefined || headers.origin !== undefined;

/** The cookie by which a browser shows that it has logged in here before. */
@Injectable()
export class DeviceCookie {
  private readonly name: string;
  private readonly names: ReadonlySet<string>;

  constructor(
    private readonly devices: KnownDevices,
    config: AppConfig,
  ) {
    this.name = wireName(DEVICE, config);
    this.names = new Set([this.name]);
  }

  markOn(request: FastifyRequest): string | undefined {
    const [mark] = cookieValues(request, this.names);
    return mark;
  }

  /** By what a device that has logged in to the account is known again; null for any other. */
  digestOn(request: FastifyRequest, userId: string): string | null {
    return this.devices.digest(this.markOn(request), userId);
  }

  /** Marks a browser, and whatever has shown by bringing the cookie that it keeps it. */
  remember(request: FastifyRequest, reply: FastifyReply, userId: string): void {
    const mark = this.markOn(request);
    if (mark === undefined && !comesFromBrowser(request)) return;
    void reply.setCookie(this.name, this.devices.mark(mark, userId), {
      path: DEVICE.path,
      httpOnly: true,
      secure: true,
      sameSite: 'strict',
      maxAge: DEVICE_LIFE,
    });
  }
}
