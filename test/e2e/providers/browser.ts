/** As much of a browser as signing in takes: cookies and redirects. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  /** Follows redirects until one leads to a page, or away from `within`. */
  async open(url: string, within: string, form?: Record<string, string>): Promise<Response> {
    const response = await this.fetch(url, form);
    const location = response.headers.get('location');
    if (location === null) return response;
    const next = new URL(location, url).href;
    if (!next.startsWith(within)) return response;
    return this.open(next, within);
  }

  private async fetch(url: string, form?: Record<string, string>): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      method: form === undefined ? 'GET' : 'POST',
      redirect: 'manual',
      headers: { cookie },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    for (const set of response.headers.getSetCookie()) this.keep(set);
    return response;
  }

  private keep(set: string): void {
    const [pair = ''] = set.split(';');
    const at = pair.indexOf('=');
    const name = pair.slice(0, at);
    if (/expires=thu, 01 jan 1970/i.test(set)) this.cookies.delete(name);
    else this.cookies.set(name, pair.slice(at + 1));
  }
}
