import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BrowserMark } from '../../federation/authorization-response.js';
import { SIGN_IN_LIFE } from '../../federation/sign-in-start.js';
import { AppConfig } from '../../config/app-config.js';
import { CsrfOriginCheck } from '../cookies/csrf-origin-check.js';
import { cookieValues, wireName } from '../cookies/cookies.js';

/** Both ends of a sign-in lie under the path. */
const COOKIE = { name: 'Auth-Exchange', path: '/api/v1/auth' };
/** As this server makes them. */
const SECRET = /^[\w-]{43}$/;

/** The cookie that ties the end of a sign-in to the browser in which it began. */
@Injectable()
export class AuthorizationCookie {
  private readonly name: string;

  constructor(
    private readonly origin: CsrfOriginCheck,
    config: AppConfig,
  ) {
    this.name = wireName(COOKIE, config);
  }

  /**
   * @param counts whether anything depends on the cookie
   * @throws AuthError FORBIDDEN when it does and came from another site's page
   */
  mark(request: FastifyRequest, counts = true): BrowserMark {
    const { origin, 'sec-fetch-site': site } = request.headers;
    const secret = cookieValues(request, new Set([this.name])).find((value) => SECRET.test(value));
    if (counts && secret !== undefined) this.origin.assertOwn(request);
    return { fromBrowser: origin !== undefined || site !== undefined, secret };
  }

  set(reply: FastifyReply, secret: string): void {
    void reply.setCookie(this.name, secret, {
      path: COOKIE.path,
      maxAge: SIGN_IN_LIFE,
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
    });
  }
}
