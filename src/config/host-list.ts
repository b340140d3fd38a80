/** As many as a cluster has nodes, and a few more. */
const MOST_HOSTS = 9;

export interface Host {
  /** A name or an address, an IPv6 one without brackets. */
  readonly host: string;
  readonly port: number;
}

/** A URL that names several hosts, which `URL` does not understand. */
export interface HostList {
  /** With the first host alone. */
  readonly url: URL;
  readonly others: readonly URL[];
}

/** Up to the hosts, the hosts, and the rest; a password may hold an @. */
const PARTS = /^([\w+]+:\/\/(?:[^/?#]*@)?)([^@/?#]*)(.*)$/s;

/** Null where it is no URL, or one of its hosts is none. */
export function hostList(text: string): HostList | null {
  const [, start = '', list = '', rest = ''] = PARTS.exec(text) ?? [];
  const [first = '', ...others] = list.split(',');
  const texts = [`${start}${first}${rest}`, ...others.map((host) => `host://${host}`)];
  if (!texts.every((each) => URL.canParse(each))) return null;
  return {
    url: new URL(`${start}${first}${rest}`),
    others: others.map((host) => new URL(`host://${host}`)),
  };
}

const hostAt = ({ hostname, port }: URL, usual: number): Host => ({
  host: hostname.replace(/^\[|\]$/g, ''),
  port: port === '' ? usual : Number(port),
});

/** @param usual The port where none is named. */
export const hostsOf = ({ url, others }: HostList, usual: number): readonly [Host, ...Host[]] => [
  hostAt(url, usual),
  ...others.map((other) => hostAt(other, usual)),
];

/** What is wrong with the hosts, in words that follow the name of the setting. */
export function hostFault(list: HostList, usual: number): string | null {
  const hosts = hostsOf(list, usual);
  if (hosts.some(({ host }) => host === '')) return 'has a host without a name';
  if (hosts.length > MOST_HOSTS) return `must not name more than ${MOST_HOSTS} hosts`;
  const names = new Set(hosts.map((host) => JSON.stringify(host)));
  return names.size < hosts.length ? 'must not name a host twice' : null;
}
