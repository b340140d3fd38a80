import { decoded, ENDS_EARLY, endsEarly, saying } from './address-faults.js';
import { type Host, hostFault, type HostList, hostList, hostsOf } from './host-list.js';

export const SSL_MODES = ['disabled', 'required', 'verify-ca', 'verify-identity'] as const;
/** As MySQL's own clients call them. */
export type SslMode = (typeof SSL_MODES)[number];

const FILES = ['ssl-ca', 'ssl-cert', 'ssl-key'] as const;
const PARAMETERS = ['ssl-mode', ...FILES];

export interface ServerUrl {
  readonly dialect: 'mysql' | 'mariadb';
  /** One is used at a time, the next where that is of no use. */
  readonly hosts: readonly [Host, ...Host[]];
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

/** What is wrong with a URL, in words that follow its name; null for one that can be used. */
function faultOf(text: string): string | null {
  if (text.startsWith(SQLITE)) return text.length > SQLITE.length ? null : FORM;
  if (!/^(mysql|mariadb):\/\//.test(text)) return FORM;
  if (endsEarly(text)) return ENDS_EARLY;
  const list = hostList(text);
  if (list === null) return FORM;
  const { url } = list;
  if ([url.username, url.password, url.pathname].map(decoded).includes(null)) {
    return 'has a % that encodes nothing, which must be written %25';
  }
  if (url.hash !== '') return 'has a #, which must be written %23';
  if (!/^\/[^/]+$/.test(url.pathname)) return FORM;
  return hostFault(list, PORT) ?? sslFault(url.searchParams);
}

const serverUrl = (dialect: ServerUrl['dialect'], list: HostList): ServerUrl => {
  const { url } = list;
  const parameter = (name: (typeof FILES)[number]): string | null => url.searchParams.get(name);
  const chosen = SSL_MODES.find((mode) => mode === url.searchParams.get('ssl-mode'));
  const files = FILES.some((name) => url.searchParams.has(name));
  return {
    dialect,
    hosts: hostsOf(list, PORT),
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
  const list = hostList(text);
  const dialect = list?.url.protocol.slice(0, -1) ?? '';
  return list !== null && isServer(dialect) ? serverUrl(dialect, list) : null;
}

/** A fault names parameters and never a value. */
export const IsDatabaseUrl = (): PropertyDecorator => saying('isDatabaseUrl', faultOf);
