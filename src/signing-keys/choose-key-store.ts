import type { AppConfig } from '../config/app-config.js';
import { keyFromText } from '../tokens/keys/load-key-ring.js';
import { DirectoryKeyStore } from './directory-key-store.js';
import type { KeyStore } from './key-store.js';
import { SingleKeyStore } from './single-key-store.js';

/** Where the configuration has the keys. */
export function chooseKeyStore({ tokens, production }: AppConfig, database: KeyStore): KeyStore {
  const { jwtPrivateKey, jwtAlgorithm, jwtKeyStore, jwtKeysDir } = tokens;
  if (jwtPrivateKey !== null) return new SingleKeyStore(keyFromText(jwtPrivateKey, jwtAlgorithm));
  switch (jwtKeyStore) {
    case 'directory':
      return new DirectoryKeyStore(jwtKeysDir, { confidential: production });
    case 'database':
      return database;
  }
}
