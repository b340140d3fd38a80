import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomMark } from '../../accounts/challenges/challenge-secrets.js';
import { AppConfig } from '../../config/app-config.js';
import { cookieValues, wireName } from '../cookies/cookies.js';

const DOCUMENTED = { name: 'followed_link', path: '/' } as const;
/** Seconds; as long as a used link is remembered. */
const LIFE = 86_400;

/** By which a browser shows that it was the one to use a link, and is told so at a second click. */
@Injectable()
export class LinkCookie {
  private readonly name: string;
  private readonly names: ReadonlySet<string>;

  constructor(config: AppConfig) {
    this.name = wireName(DOCUMENTED, config);
    this.names = new Set([this.name]);
  }

  markOn(request: FastifyRequest): string | undefined {
    const [mark] = cookieValues(request, this.names);
    return mark;
  }

  /** The one that the browser has, or a new one. */
  nextMark(request: FastifyRequest): string {
    return this.markOn(request) ?? randomMark();
  }

  keep(reply: FastifyReply, mark: string): void {
    void reply.setCookie(this.name, mark, {
      path: DOCUMENTED.path,
      httpOnly: true,
      secure: true,
      // A link of a mail is followed from another site.
      sameSite: 'lax',
      maxAge: LIFE,
    });
  }
}
