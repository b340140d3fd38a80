import type { Answer } from './answer.js';
import type { HttpRequest } from './http-client.js';
import type { SetCookie } from './set-cookie.js';

/** Matchers go where an answer differs from run to run. */
export interface ExpectedAnswer {
  readonly status: number;
  /** The whole body, to the last key; undefined for none. */
  readonly body: unknown;
  /** Every cookie, with every attribute. */
  readonly cookies?: readonly ExpectedCookie[];
  readonly headers?: Readonly<Record<string, unknown>>;
}

export type ExpectedCookie = Omit<SetCookie, 'value'> & { readonly value: unknown };

export interface Exchange {
  readonly name: string;
  readonly request: HttpRequest;
  readonly answer: ExpectedAnswer;
}

export const aToken: unknown = expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/);
export const aSentence: unknown = expect.stringMatching(/^\S.+\S$/);
/** ISO 8601 in UTC with `Z`. */
export const aTimestamp: unknown = expect.stringMatching(
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/,
);
/** UTC to the second without suffix, as the envelope document writes it. */
export const anEnvelopeTimestamp: unknown = expect.stringMatching(
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/,
);

const HOLDS_A_TOKEN = /eyJ[\w-]+\.eyJ/;

/** What holds for every answer whatsoever. */
function expectHouseRules(answer: Answer): void {
  expect(answer.header('x-request-id')).toMatch(/\S/);
  if (answer.status === 401) expect(answer.header('www-authenticate')).toMatch(/^Bearer\b/);
  if (answer.status >= 400) expect(answer.cookies).toEqual([]);
  if (HOLDS_A_TOKEN.test(answer.text) || answer.cookies.length > 0) {
    expect(answer.header('cache-control')).toContain('no-store');
  }
}

const byNameAndPath = (one: ExpectedCookie, other: ExpectedCookie): number =>
  key(one).localeCompare(key(other));
const key = ({ name, attributes }: ExpectedCookie): string => `${name} ${String(attributes.Path)}`;

export function expectAnswer(answer: Answer, expected: ExpectedAnswer): void {
  const { status, body, cookies } = answer;
  expect({ status, body, cookies: [...cookies].sort(byNameAndPath) }).toEqual({
    status: expected.status,
    body: expected.body,
    cookies: [...(expected.cookies ?? [])].sort(byNameAndPath),
  });
  expect(answer.headers).toMatchObject({
    ...(body === undefined ? {} : { 'content-type': expect.stringMatching(/json/) }),
    ...expected.headers,
  });
  expectHouseRules(answer);
}
