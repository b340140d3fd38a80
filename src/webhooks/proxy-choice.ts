import type { FederationSettings } from '../config/federation-settings.js';

export type Proxies = Pick<FederationSettings, 'httpsProxy' | 'httpProxy' | 'noProxy'>;

const USUAL_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** One entry of `NO_PROXY`: `*`, a host with those below it, or either with a port. */
function isMeant(entry: string, host: string, port: number): boolean {
  const [, name = entry, only] = /^(.+):(\d+)$/.exec(entry) ?? [];
  if (only !== undefined && Number(only) !== port) return false;
  if (name === '*') return true;
  const domain = name.replace(/^\*?\./, '').toLowerCase();
  return host === domain || host.endsWith(`.${domain}`);
}

/** The proxy through which an address is asked; null: it is asked directly. */
export function proxyFor(
  { protocol, hostname, port }: URL,
  { httpsProxy, httpProxy, noProxy }: Proxies,
): string | null {
  const number = Number(port) || (USUAL_PORTS[protocol] ?? 0);
  const entries = noProxy.split(/[,\s]+/).filter((entry) => entry !== '');
  if (entries.some((entry) => isMeant(entry, hostname, number))) return null;
  return protocol === 'https:' ? httpsProxy : httpProxy;
}
