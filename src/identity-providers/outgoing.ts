import type { AppConfig } from '../config/app-config.js';

export type Proxies = Pick<AppConfig, 'httpsProxy' | 'httpProxy' | 'noProxy'>;
type Fetch = typeof fetch;

async function throughProxy({ httpsProxy, httpProxy, noProxy }: Proxies): Promise<Fetch> {
  // Node's own fetch knows no proxy before version 24. Loaded only for those who have one.
  const undici = await import('undici');
  const dispatcher = new undici.EnvHttpProxyAgent({
    noProxy,
    // An empty text keeps the library from reading the environment itself.
    httpsProxy: httpsProxy ?? '',
    httpProxy: httpProxy ?? '',
  });
  const ask = (url: string, options: object): Promise<unknown> =>
    undici.fetch(url, { ...options, dispatcher });
  return ask as unknown as Fetch;
}

/** How providers are asked: directly, or through the proxy of this network. */
export class Outgoing {
  private readonly loaded: Promise<Fetch>;

  constructor(proxies: Proxies) {
    const direct = proxies.httpsProxy === null && proxies.httpProxy === null;
    this.loaded = direct ? Promise.resolve(fetch) : throughProxy(proxies);
  }

  async fetch(...[url, options]: Parameters<Fetch>): Promise<Response> {
    const ask = await this.loaded;
    return ask(url, options);
  }
}

export const DIRECT = new Outgoing({ httpsProxy: null, httpProxy: null, noProxy: '' });
