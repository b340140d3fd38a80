import { createServer } from 'node:net';
import { SystemClock } from '../clock/clock.js';
import type { AppConfig } from '../config/app-config.js';
import { SchemaHistory } from '../database/schema-history.js';
import { readTlsFiles } from '../server/tls-files.js';
import { readKeyDirectory } from '../tokens/keys/key-directory.js';
import { loadKeyRing } from '../tokens/keys/load-key-ring.js';
import { isTurnKey } from '../tokens/keys/ring-key.js';

/** One thing that a server needs when it starts. */
export interface BootCheck {
  readonly name: string;
  /** What was found; rejects with what would keep the server from starting. */
  readonly look: (config: AppConfig) => Promise<string>;
  readonly mend: string;
}

async function hasKey({ tokens }: AppConfig): Promise<boolean> {
  const { keys } = await readKeyDirectory(tokens.jwtKeysDir, { confidential: false });
  return keys.some(isTurnKey);
}

/** In development a missing key is made at the start, and not by a look. */
async function lookForKey(config: AppConfig): Promise<string> {
  const { jwtPrivateKey, jwtKeyStore } = config.tokens;
  if (jwtPrivateKey === null) {
    if (jwtKeyStore === 'database') return 'in the database; the server makes the first one';
    if (!config.production && !(await hasKey(config))) return 'none yet; the server makes one';
  }
  const { signing } = await loadKeyRing(config, new SystemClock());
  return signing === null ? 'none that signs yet' : `${signing.key.alg} key ${signing.key.kid}`;
}

async function lookForDatabase(config: AppConfig): Promise<string> {
  const migrations = await SchemaHistory.with(config, (history) => history.all());
  const pending = migrations.filter(({ executed }) => !executed).length;
  return pending === 0
    ? 'reached; its schema is up to date'
    : `reached; the server runs ${pending} migrations when it starts`;
}

async function lookForCertificate(config: AppConfig): Promise<string> {
  const isThere = readTlsFiles(config) !== null;
  return Promise.resolve(isThere ? 'it and its key belong together' : 'none; it speaks HTTP');
}

function lookForPort({ server: { host, port } }: AppConfig): Promise<string> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host, port }, () => {
      probe.close(() => {
        resolve(`${port} is free`);
      });
    });
  });
}

/** In the order in which a server needs them. */
export const BOOT_CHECKS: readonly BootCheck[] = [
  {
    name: 'signing key',
    look: lookForKey,
    mend: 'Make one with "portcullis key create", or set JWT_PRIVATE_KEY_FILE.',
  },
  {
    name: 'certificate',
    look: lookForCertificate,
    mend: 'TLS_CERT_FILE and TLS_KEY_FILE must be readable PEM files that belong together.',
  },
  {
    name: 'database',
    look: lookForDatabase,
    mend: 'See that it runs, and that address, name and password in DATABASE_URL are right.',
  },
  {
    name: 'port',
    look: lookForPort,
    mend: 'End what listens there, unless it is this server, or choose another one: PORT, HOST.',
  },
];
