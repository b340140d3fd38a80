import { ValidateBy, type ValidationArguments } from 'class-validator';

export const SSL_MODES = ['disabled', 'required', 'verify-ca', 'verify-identity'] as const;
/** As MySQL's own clients call them. */
export type SslMode = (typeof SSL_MODES)[number];

const FILES = ['ssl-ca', 'ssl-cert', 'ssl-key'] as const;
const PARAMETERS = ['ssl-mode', ...FILES];

export interface ServerUrl {
  readonly dialect: 'mysql' | 'mariadb';
  /** A name or an address, an IPv6 one without brackets. */
  readonly host: string;
  readonly port: number;
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
  'must be sqlite:<path>, mysql://<user>:<password>@<host>/<name> or mariadb://<user>:<password>@<host>/<name>';
const SQLITE = 'sqlite:';
const PORT = 3306;
/** Characters that end the part they stand in; in a password they have to be encoded. */
const ENDING = /^\w+:\/\/[^@]*[/?#][^@]*@/;

const isServer = (scheme: string): scheme is 'mysql' | 'mariadb' =>
  scheme === 'mysql' || scheme === 'mariadb';

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

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
  if (ENDING.test(text))
    return 'has a /, ? or # before its @, which must be written %2F, %3F or %23';
  if (!URL.canParse(text)) return FORM;
  const url = new URL(text);
  const parts = [url.username, url.password, url.pathname].map(decoded);
  if (parts.includes(null)) return 'has a % that encodes nothing, which must be written %25';
  if (url.hash !== '') return 'has a #, which must be written %23';
  if (url.hostname === '' || !/^\/[^/]+$/.test(url.pathname)) return FORM;
  return sslFault(url.searchParams);
}

const serverUrl = (dialect: ServerUrl['dialect'], url: URL): ServerUrl => {
  const parameter = (name: (typeof FILES)[number]): string | null => url.searchParams.get(name);
  const chosen = SSL_MODES.find((mode) => mode === url.searchParams.get('ssl-mode'));
  const files = FILES.some((name) => url.searchParams.has(name));
  return {
    dialect,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? PORT : Number(url.port),
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
  const url = new URL(text);
  const dialect = url.protocol.slice(0, -1);
  return isServer(dialect) ? serverUrl(dialect, url) : null;
}

const REDIS = /^rediss?:\/\//;
const REDIS_FORM = 'must be redis://<user>:<password>@<host>:<port>/<number> or rediss://…';

function redisFaultOf(text: string): string | null {
  if (!REDIS.test(text)) return REDIS_FORM;
  if (ENDING.test(text))
    return 'has a /, ? or # before its @, which must be written %2F, %3F or %23';
  if (!URL.canParse(text)) return REDIS_FORM;
  const url = new URL(text);
  const [parameter] = url.searchParams.keys();
  if (parameter !== undefined) return `has a parameter that is not understood: ${parameter}`;
  if ([url.username, url.password].map(decoded).includes(null)) {
    return 'has a % that encodes nothing, which must be written %25';
  }
  return url.hash === '' && url.hostname !== '' && /^(\/\d*)?$/.test(url.pathname)
    ? null
    : REDIS_FORM;
}

/** A decorator for texts that are refused with a sentence of their own. */
const saying = (name: string, fault: (text: string) => string | null): PropertyDecorator => {
  const faultIn = (value: unknown): string | null =>
    typeof value === 'string' ? fault(value) : 'must be a text';
  return ValidateBy({
    name,
    validator: {
      validate: (value) => faultIn(value) === null,
      defaultMessage: (found?: ValidationArguments) =>
        `$property ${faultIn(found?.value) ?? 'is refused'}`,
    },
  });
};

/** A fault names parameters and never a value. */
export const IsDatabaseUrl = (): PropertyDecorator => saying('isDatabaseUrl', faultOf);
export const IsRedisUrl = (): PropertyDecorator => saying('isRedisUrl', redisFaultOf);
