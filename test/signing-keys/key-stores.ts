import { rm } from 'node:fs/promises';
import { DirectoryKeyStore } from '../../src/signing-keys/directory-key-store.js';
import type { KeyStore, TurnKey } from '../../src/signing-keys/key-store.js';
import { SealedKeys } from '../../src/signing-keys/sealed-keys.js';
import { TypeOrmKeyStore } from '../../src/signing-keys/typeorm-key-store.js';
import { signingKey } from '../../src/tokens/keys/verification-key.js';
import { Secrets } from '../../src/tokens/secrets/secrets.js';
import { connect } from '../database/connect.js';
import { testDatabases } from '../databases.js';
import { ecPair, keyDirectory } from '../tokens/keys/key-material.js';

export const SECRET = 'a-secret-of-the-test-with-32-bytes';

/** One store as several instances have it. */
export interface SharedStore {
  readonly instance: () => KeyStore;
  readonly drop: () => Promise<void>;
}

export interface StoreKind {
  readonly name: string;
  readonly open: () => Promise<SharedStore>;
}

const inDirectory: StoreKind = {
  name: 'a directory',
  open: () => {
    const directory = keyDirectory();
    return Promise.resolve({
      instance: () => new DirectoryKeyStore(directory, { confidential: true }),
      drop: () => rm(directory, { recursive: true }),
    });
  },
};

const inDatabase: readonly StoreKind[] = testDatabases().map(({ dialect, create }) => ({
  name: `a database on ${dialect}`,
  open: async () => {
    const { url, drop } = await create();
    const { session, dataSource } = await connect(url);
    return {
      instance: () => new TypeOrmKeyStore(session, new SealedKeys(new Secrets([SECRET]))),
      drop: async () => {
        await dataSource.destroy();
        await drop();
      },
    };
  },
}));

export const keyStores: readonly StoreKind[] = [inDirectory, ...inDatabase];

export const newKey = (number: number, signsFrom = 2_000): TurnKey => ({
  key: signingKey('A key', ecPair().privateKey),
  number,
  publishedAt: 1_000,
  signsFrom,
  revokedAt: null,
});
