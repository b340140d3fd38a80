import { ConfigurationError } from '../config/configuration-error.js';
import type { TurnKey } from '../tokens/keys/ring-key.js';
import { KeyStore, type StoredKeys } from './key-store.js';

/** The one key of `JWT_PRIVATE_KEY`, which is replaced where that is set. */
export class SingleKeyStore extends KeyStore {
  constructor(private readonly key: TurnKey) {
    super();
  }

  read(): Promise<StoredKeys> {
    return Promise.resolve({ keys: [this.key], highest: 0 });
  }

  add(): Promise<boolean> {
    return Promise.reject(isFixed());
  }

  bringForward(): Promise<void> {
    return Promise.reject(isFixed());
  }

  revoke(): Promise<void> {
    return Promise.reject(isFixed());
  }

  remove(): Promise<void> {
    return Promise.resolve();
  }
}

const isFixed = (): Error =>
  new ConfigurationError([
    'JWT_PRIVATE_KEY is one key for good; JWT_KEYS_DIR or JWT_KEY_STORE=database can change keys',
  ]);
