import { readFileSync, statSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { AppConfig } from '../config/app-config.js';
import { ConfigurationError } from '../config/configuration-error.js';

const OTHERS = 0o007;

export interface TlsFiles {
  readonly cert: Buffer;
  readonly key: Buffer;
}

function read(variable: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    throw new ConfigurationError([`${variable} ${file} cannot be read`]);
  }
}

/**
 * Certificate and key to serve HTTPS with; null when TLS ends before this server.
 * @throws ConfigurationError naming the file and never its content
 */
export function readTlsFiles(config: AppConfig): TlsFiles | null {
  const {
    server: { tlsCertFile, tlsKeyFile },
    production,
  } = config;
  if (tlsCertFile === null || tlsKeyFile === null) return null;
  const files = { cert: read('TLS_CERT_FILE', tlsCertFile), key: read('TLS_KEY_FILE', tlsKeyFile) };
  if (production && (statSync(tlsKeyFile).mode & OTHERS) !== 0) {
    throw new ConfigurationError([
      `${tlsKeyFile} is open to every account, restrict it (chmod 600)`,
    ]);
  }
  try {
    createSecureContext(files);
  } catch {
    throw new ConfigurationError([
      `TLS_CERT_FILE ${tlsCertFile} and TLS_KEY_FILE ${tlsKeyFile} are no certificate and its key`,
    ]);
  }
  return files;
}
