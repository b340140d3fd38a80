import { type JsonObject, jsonObject } from '../jws/json-object.js';
import { type HttpClient, UnexpectedStatus } from './http-client.js';

/** Where the issuer says that things are; null where it does not. */
export interface Endpoints {
  readonly jwks: URL;
  readonly revocations: URL | null;
}

const ASK = { accept: 'application/json', deadline: 5_000, limit: 256 * 1024 };

/** RFC 8414 §3 puts the well-known part before the path of the issuer, OpenID Connect after it. */
function addresses(issuer: string): readonly [URL, URL] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname === '/' ? '' : pathname;
  return [
    new URL(`${origin}/.well-known/oauth-authorization-server${path}`),
    new URL(`${issuer}/.well-known/openid-configuration`),
  ];
}

async function metadataText(issuer: string, http: HttpClient): Promise<string> {
  const [oauth, openid] = addresses(issuer);
  try {
    return (await http.get(oauth, ASK)).body;
  } catch (error) {
    if (!(error instanceof UnexpectedStatus) || error.status !== 404) throw error;
    return (await http.get(openid, ASK)).body;
  }
}

/** An issuer with TLS names no address without. */
function endpoint(metadata: JsonObject, member: string, issuer: string): URL | null {
  const value = metadata[member];
  if (value === undefined) return null;
  if (typeof value !== 'string' || !URL.canParse(value)) throw new Error(`${member} is no URL`);
  const url = new URL(value);
  const allowed = issuer.startsWith('https:') ? ['https:'] : ['https:', 'http:'];
  if (!allowed.includes(url.protocol)) throw new Error(`${member} has to begin with https:`);
  return url;
}

/** @throws Error where the metadata cannot be had or is of another issuer (RFC 8414 §3.3). */
export async function discover(issuer: string, http: HttpClient): Promise<Endpoints> {
  const metadata = jsonObject(await metadataText(issuer, http));
  if (metadata?.issuer !== issuer) throw new Error(`The metadata are not those of ${issuer}`);
  const jwks = endpoint(metadata, 'jwks_uri', issuer);
  if (jwks === null) throw new Error(`${issuer} names no jwks_uri`);
  return { jwks, revocations: endpoint(metadata, 'revocation_feed_endpoint', issuer) };
}
