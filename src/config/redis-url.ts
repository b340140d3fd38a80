import { decoded, ENDS_EARLY, endsEarly, saying } from './address-faults.js';
import { type Host, hostFault, type HostList, hostList, hostsOf } from './host-list.js';

interface RedisAccess {
  readonly hosts: readonly [Host, ...Host[]];
  readonly tls: boolean;
  readonly username: string;
  readonly password: string;
}

export type RedisUrl = RedisAccess &
  (
    | { readonly kind: 'single'; readonly database: number }
    /** The hosts are Sentinels, which say where the master of that name is. */
    | { readonly kind: 'sentinel'; readonly master: string; readonly database: number }
    /** The hosts are some nodes, which say where the others are. */
    | { readonly kind: 'cluster' }
  );

type Kind = RedisUrl['kind'];

const SCHEME = /^(rediss?)(?:\+(sentinel|cluster))?:\/\//;
const FORM =
  'must be redis://<user>:<password>@<host>:<port>/<number>, redis+sentinel://…@<host>,<host>/<master>/<number> or redis+cluster://…@<host>,<host>, or begin with rediss';
const PATHS: Readonly<Record<Kind, RegExp>> = {
  single: /^(?:\/(?<database>\d*))?$/,
  sentinel: /^\/(?<master>[^/]+)(?:\/(?<database>\d*))?$/,
  cluster: /^\/?$/,
};
const USUAL_PORT: Readonly<Record<Kind, number>> = {
  single: 6379,
  sentinel: 26_379,
  cluster: 6379,
};

const isKind = (text: string): text is Kind => text in PATHS;

function kindOf(text: string): Kind | null {
  const [found, , kind = 'single'] = SCHEME.exec(text) ?? [];
  return found !== undefined && isKind(kind) ? kind : null;
}

function faultOf(text: string): string | null {
  const kind = kindOf(text);
  if (kind === null) return FORM;
  if (endsEarly(text)) return ENDS_EARLY;
  const list = hostList(text);
  if (list === null || list.url.hostname === '') return FORM;
  return faultIn(list, kind);
}

function faultIn(list: HostList, kind: Kind): string | null {
  const { url, others } = list;
  const [parameter] = url.searchParams.keys();
  if (parameter !== undefined) return `has a parameter that is not understood: ${parameter}`;
  if ([url.username, url.password, url.pathname].map(decoded).includes(null)) {
    return 'has a % that encodes nothing, which must be written %25';
  }
  if (kind === 'single' && others.length > 0) {
    return 'names several hosts, which is for redis+sentinel:// and redis+cluster://';
  }
  if (url.hash !== '' || !PATHS[kind].test(url.pathname)) return FORM;
  return hostFault(list, USUAL_PORT[kind]);
}

/** Null for a text that `IsRedisUrl` refuses. */
export function readRedisUrl(text: string): RedisUrl | null {
  const kind = kindOf(text);
  const list = hostList(text);
  if (kind === null || list === null || faultOf(text) !== null) return null;
  const { url } = list;
  const { database = '', master = '' } = PATHS[kind].exec(url.pathname)?.groups ?? {};
  const access: RedisAccess = {
    hosts: hostsOf(list, USUAL_PORT[kind]),
    tls: text.startsWith('rediss'),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
  switch (kind) {
    case 'single':
      return { ...access, kind, database: Number(database) };
    case 'sentinel':
      return { ...access, kind, master: decodeURIComponent(master), database: Number(database) };
    case 'cluster':
      return { ...access, kind };
  }
}

/** A fault names parameters and never a value. */
export const IsRedisUrl = (): PropertyDecorator => saying('isRedisUrl', faultOf);
