import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AppConfig } from '../../config/app-config.js';
import { AuthError } from '../../errors/auth-error.js';

/** `example.com:443` of an https origin equals `example.com`; neither may hold anything else. */
function sameHost(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false;
  const page = new URL(origin);
  const own = `${page.protocol}//${host}`;
  return page.href === `${page.origin}/` && URL.canParse(own) && new URL(own).href === page.href;
}

/** Refuses requests that rely on a cookie and come from another site's page. */
@Injectable()
export class CsrfOriginCheck {
  private readonly trusted: ReadonlySet<string>;

  constructor(config: AppConfig) {
    this.trusted = new Set(config.server.corsOrigins);
  }

  /** @throws AuthError FORBIDDEN */
  assertOwn(request: FastifyRequest): void {
    const { origin, host } = request.headers;
    const site = request.headers['sec-fetch-site'];
    if (origin !== undefined && this.trusted.has(origin)) return;
    // A page without an origin of its own is never trusted, whatever the browser says of its site.
    if (site === 'cross-site' || origin === 'null') throw AuthError.of('FORBIDDEN');
    if (origin === undefined || site === 'same-origin') return;
    if (!sameHost(origin, host)) throw AuthError.of('FORBIDDEN');
  }
}
