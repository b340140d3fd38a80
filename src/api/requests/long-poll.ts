import { RouteConfig } from '@nestjs/platform-fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether an answer may be held back until there is something to tell (RFC 6202 §2). */
    longPoll?: boolean;
  }
}

/** Seconds for which it may be held back, at most. */
export const LONGEST_WAIT = 30;

/** For a route that holds its answers back, and bounds that by itself. */
export const LongPoll = (): MethodDecorator => RouteConfig({ longPoll: true });
