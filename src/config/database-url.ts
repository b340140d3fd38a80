import { decoded, ENDS_EARLY, endsEarly, saying } from './address-faults.js';

export const SSL_MODES = ['disabled', 'required', 'verify-ca', 'verify-identity'] as const;
/** As MySQL's own clients call them. */
export type SslMode = (typeof SSL_MODES)[number];

const FILES = ['ssl-ca', 'ssl-cert', 'ssl-key'] as const;
const PARAMETERS = ['ssl-mode', ...FILES];

export interface DatabaseHost {
  /** A name or an address, an IPv6 one without brackets. */
  readonly host: string;
  readonly port: number;
}

export interface ServerUrl {
  readonly dialect: 'mysql' | 'mariadb';
  /** One is used at a time, the next where that is of no use. */
  readonly hosts: readonly [DatabaseHost, ...DatabaseHost[]];
  readonly username: string;
  readonly password: string;
  readonly database: string;
  readonly sslMode: SslMode;
  /** PEM files; null where none is named. */
  readonly sslCa: string | null;
  readonly sslCert: string | null;
  readonly sslKey: string | null;
}

export type DatabaseUrl = { readonly dialect: 'sqlite'; readonly path: string } | ServerUrl;

const FORM =
  'must be sqlite:<path>, mysql://<user>:<password>@<host>/<name> or mariadb://<user>:<password>@<host>,<host>/<name>';
const SQLITE = 'sqlite:';
const PORT = 3306;
/** As many as a cluster has nodes, and a few more. */
const MOST_HOSTS = 9;

const isServer = (scheme: string): scheme is 'mysql' | 'mariadb' =>
  scheme === 'mysql' || scheme === 'mariadb';

function sslFault(parameters: URLSearchParams): string | null {
  const names = [...parameters.keys()];
  const unknown = names.find((name) => !PARAMETERS.includes(name));
  if (unknown !== undefined) {
    return `has a parameter that is not understood: ${unknown}; ${PARAMETERS.join(', ')} are`;
  }
  if (new Set(names).size < names.length) return 'must not name a parameter twice';
  const mode = parameters.get('ssl-mode');
  if (mode !== null && !SSL_MODES.some((known) => known === mode)) {
    return `must have one of ${SSL_MODES.join(', ')} as its ssl-mode`;
  }
  if (mode === 'disabled' && names.length > 1) return 'must not name files of a TLS it disables';
  return parameters.has('ssl-cert') === parameters.has('ssl-key')
    ? null
    : 'must name ssl-cert and ssl-key together';
}

/** Up to the hosts, the hosts, and the rest; a password may hold an @. */
const PARTS = /^(\w+:\/\/(?:.*@)?)([^@/?#]*)(.*)$/s;

interface Split {
  /** With the first host alone, which is what `URL` understands. */
  readonly url: URL;
  readonly hosts: readonly URL[];
}

/** Null where it is no URL, or one of its hosts is none. */
function split(text: string): Split | null {
  const [, start = '', list = '', rest = ''] = PARTS.exec(text) ?? [];
  const [first = '', ...others] = list.split(',');
  const texts = [`${start}${first}${rest}`, ...others.map((host) => `mysql://${host}`)];
  if (!texts.every((each) => URL.canParse(each))) return null;
  const [url, ...hosts] = texts.map((each) => new URL(each));
  return url === undefined ? null : { url, hosts: [url, ...hosts] };
}

function hostFault(hosts: readonly URL[]): string | null {
  if (hosts.some(({ hostname }) => hostname === '')) return FORM;
  if (hosts.length > MOST_HOSTS) return `must not name more than ${MOST_HOSTS} hosts`;
  const names = hosts.map((url) => JSON.stringify(hostAt(url)));
  return new Set(names).size < names.length ? 'must not name a host twice' : null;
}

/** What is wrong with a URL, in words that follow its name; null for one that can be used. */
function faultOf(text: string): string | null {
  if (text.startsWith(SQLITE)) return text.length > SQLITE.length ? null : FORM;
  if (!/^(mysql|mariadb):\/\//.test(text)) return FORM;
  if (endsEarly(text)) return ENDS_EARLY;
  const parts = split(text);
  if (parts === null) return FORM;
  const { url, hosts } = parts;
  if ([url.username, url.password, url.pathname].map(decoded).includes(null)) {
    return 'has a % that encodes nothing, which must be written %25';
  }
  if (url.hash !== '') return 'has a #, which must be written %23';
  if (!/^\/[^/]+$/.test(url.pathname)) return FORM;
  return hostFault(hosts) ?? sslFault(url.searchParams);
}

const hostAt = ({ hostname, port }: URL): DatabaseHost => ({
  host: hostname.replace(/^\[|\]$/g, ''),
  port: port === '' ? PORT : Number(port),
});

const serverUrl = (dialect: ServerUrl['dialect'], { url, hosts }: Split): ServerUrl => {
  const parameter = (name: (typeof FILES)[number]): string | null => url.searchParams.get(name);
  const chosen = SSL_MODES.find((mode) => mode === url.searchParams.get('ssl-mode'));
  const files = FILES.some((name) => url.searchParams.has(name));
  return {
    dialect,
    hosts: [hostAt(url), ...hosts.slice(1).map(hostAt)],
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    sslMode: chosen ?? (files ? 'verify-identity' : 'disabled'),
    sslCa: parameter('ssl-ca'),
    sslCert: parameter('ssl-cert'),
    sslKey: parameter('ssl-key'),
  };
};

/** Null for a text that `IsDatabaseUrl` refuses. */
export function readDatabaseUrl(text: string): DatabaseUrl | null {
  if (faultOf(text) !== null) return null;
  if (text.startsWith(SQLITE)) return { dialect: 'sqlite', path: text.slice(SQLITE.length) };
  const parts = split(text);
  const dialect = parts?.url.protocol.slice(0, -1) ?? '';
  return parts !== null && isServer(dialect) ? serverUrl(dialect, parts) : null;
}

/** A fault names parameters and never a value. */
export const IsDatabaseUrl = (): PropertyDecorator => saying('isDatabaseUrl', faultOf);
