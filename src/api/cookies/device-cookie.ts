import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieValues, wireName } from './cookies.js';
import { KnownDevices } from '../../credentials/known-devices.js';
import { AppConfig } from '../../config/app-config.js';

const DOCUMENTED = { name: 'device', path: '/api' } as const;
/** Seconds. */
const LIFE = 180 * 86_400;

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
    this.name = wireName(DOCUMENTED, config);
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
      path: DOCUMENTED.path,
      httpOnly: true,
      secure: true,
      sameSite: 'strict',
      maxAge: LIFE,
    });
  }
}
