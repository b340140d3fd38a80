import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieValues } from './cookies.js';
import { KnownDevices } from '../../auth/known-devices.js';

const NAME = 'device';
const NAMES: ReadonlySet<string> = new Set([NAME]);
/** Seconds. */
const LIFE = 180 * 86_400;

/** Every browser says one of these with a POST; other clients keep no cookies they did not ask for. */
const comesFromBrowser = ({ headers }: FastifyRequest): boolean =>
  headers['sec-fetch-site'] !== undefined || headers.origin !== undefined;

/** The cookie by which a browser shows that it has logged in here before. */
@Injectable()
export class DeviceCookie {
  constructor(private readonly devices: KnownDevices) {}

  markOn(request: FastifyRequest): string | undefined {
    const [mark] = cookieValues(request, NAMES);
    return mark;
  }

  /** Marks a browser, and whatever has shown by bringing the cookie that it keeps it. */
  remember(request: FastifyRequest, reply: FastifyReply, userId: string): void {
    const mark = this.markOn(request);
    if (mark === undefined && !comesFromBrowser(request)) return;
    void reply.setCookie(NAME, this.devices.mark(mark, userId), {
      path: '/api',
      httpOnly: true,
      secure: true,
      sameSite: 'strict',
      maxAge: LIFE,
    });
  }
}
