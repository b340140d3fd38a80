import type { ServerOptions as HttpOptions } from 'node:http';
import type { ServerOptions as HttpsOptions } from 'node:https';
import { readTlsFiles } from './tls-files.js';
import type { AppConfig } from '../../config/app-config.js';

/** Milliseconds for the headers of a request, and for a TLS handshake. */
const HEADERS_DEADLINE = 10_000;
const CHECKED_EVERY = 1000;
/** Connections that are open at once; more are hung up on. */
export const MOST_CONNECTIONS = 4096;

const LIMITS = {
  headersTimeout: HEADERS_DEADLINE,
  connectionsCheckingInterval: CHECKED_EVERY,
  // Refused where the refusal can be written as a fault.
  requireHostHeader: false,
};
export const TLS = { minVersion: 'TLSv1.2', handshakeTimeout: HEADERS_DEADLINE } as const;

/** Options of Node's own server, HTTPS where there is a certificate. */
export function transport(
  config: AppConfig,
): { readonly http: HttpOptions } | { readonly https: HttpsOptions } {
  const files = readTlsFiles(config);
  return files === null ? { http: LIMITS } : { https: { ...LIMITS, ...TLS, ...files } };
}
