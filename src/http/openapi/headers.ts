import type { HeadersObject } from '@nestjs/swagger';
import { ACCESS_TOKEN, EXAMPLE_REQUEST_ID } from './example-values.js';

const DESCRIPTIONS = {
  'X-Request-Id': "For the log; the caller's own where that is harmless, else a new one",
  'Cache-Control': 'How long the answer may be kept',
  'Content-Type': 'Media type of the answer',
  'Set-Cookie': 'The tokens that the contract keeps in cookies',
  'X-Auth-Token': 'The access token once more',
  'WWW-Authenticate': 'How to authenticate (RFC 6750)',
  'Retry-After': 'Whole seconds until another try makes sense',
  Allow: 'The methods that the path is served under',
  Vary: 'The request headers that the answer depends on',
} as const;

export type HeaderName = keyof typeof DESCRIPTIONS;

/** The headers of an answer, each with an example; `X-Request-Id` comes with all of them. */
export function headers(examples: Partial<Record<HeaderName, string>> = {}): HeadersObject {
  const all = { 'X-Request-Id': EXAMPLE_REQUEST_ID, ...examples };
  return Object.fromEntries(
    (Object.keys(DESCRIPTIONS) as HeaderName[])
      .filter((name) => name in all)
      .map((name) => [
        name,
        { description: DESCRIPTIONS[name], schema: { type: 'string' }, example: all[name] },
      ]),
  );
}

/** What every answer with a token in it says. */
export const tokenHeaders = (examples: Partial<Record<HeaderName, string>> = {}): HeadersObject =>
  headers({ 'Cache-Control': 'no-store', ...examples });

export const accessTokenHeader = { 'X-Auth-Token': ACCESS_TOKEN } as const;
