import type { IncomingHttpHeaders } from 'node:http';
import { parseSetCookie, type SetCookie } from './set-cookie.js';

/** What a server answered, taken apart for assertions. */
export class Answer {
  constructor(
    readonly status: number,
    readonly headers: IncomingHttpHeaders,
    readonly text: string,
  ) {}

  /** The JSON body; undefined when the answer has none. */
  get body(): unknown {
    return this.text === '' ? undefined : (JSON.parse(this.text) as unknown);
  }

  get cookies(): readonly SetCookie[] {
    return (this.headers['set-cookie'] ?? []).map(parseSetCookie);
  }

  cookie(name: string): string {
    const found = this.cookies.find((cookie) => cookie.name === name);
    if (!found) throw new Error(`no cookie ${name} in ${this.status} ${this.text}`);
    return found.value;
  }

  /** A string inside the body, by the names that lead to it. */
  string(...path: readonly string[]): string {
    const value = this.value(...path);
    if (typeof value !== 'string') {
      throw new Error(`no string ${path.join('.')} in ${this.status} ${this.text}`);
    }
    return value;
  }

  value(...path: readonly string[]): unknown {
    return path.reduce<unknown>(
      (inner, name) =>
        typeof inner === 'object' && inner !== null
          ? (inner as Record<string, unknown>)[name]
          : undefined,
      this.body,
    );
  }

  header(name: string): string {
    return String(this.headers[name.toLowerCase()] ?? '');
  }
}
