import { unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigurationError } from '../config/configuration-error.js';
import {
  directoryOf,
  type KeyDirectory,
  type ReadingRules,
  earlierTurn,
  revocationMark,
  rotatedKey,
} from '../tokens/keys/key-directory.js';
import { keyFiles } from '../tokens/keys/key-files.js';
import { pemOf } from '../tokens/keys/key-pem.js';
import { momentText, pemWithTimes } from '../tokens/keys/key-times.js';
import type { TurnKey } from '../tokens/keys/ring-key.js';
import { overwrite, systemErrorCode, writeOnce } from '../tokens/secrets/secret-file.js';
import { KeyStore, type StoredKeys } from './key-store.js';

async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (systemErrorCode(error) !== 'ENOENT') throw error;
  }
}

/**
 * Files that all instances share. Each is written beside its place and moved there, so that it is
 * there whole or not at all: a key with its times, that it signs earlier, that it was revoked.
 */
export class DirectoryKeyStore extends KeyStore {
  private seen = '';
  private parsed: KeyDirectory | null = null;

  constructor(
    private readonly directory: string,
    private readonly rules: ReadingRules,
  ) {
    super();
  }

  /** Files are read each time, and taken apart when they are others. */
  async read(): Promise<StoredKeys> {
    const files = await keyFiles(this.directory);
    const seen = JSON.stringify(files);
    if (this.parsed === null || seen !== this.seen) {
      this.parsed = directoryOf(files, this.rules);
      this.seen = seen;
    }
    return this.parsed;
  }

  async add(key: TurnKey): Promise<boolean> {
    const text = pemWithTimes(pemOf(key.key), key);
    return this.writing(() => writeOnce(this.path(rotatedKey(key.number)), text));
  }

  async bringForward({ number }: TurnKey, signsFrom: number): Promise<void> {
    await this.writing(() => overwrite(this.path(earlierTurn(number)), momentText(signsFrom)));
  }

  async revoke(kid: string, revokedAt: number): Promise<void> {
    await this.writing(() => writeOnce(this.path(revocationMark(kid)), momentText(revokedAt)));
  }

  /** What an operator put there stays, and so does the mark of a revoked key. */
  async remove({ number }: TurnKey): Promise<void> {
    if (number === 0) return;
    await this.writing(async () => {
      await removeFile(this.path(rotatedKey(number)));
      await removeFile(this.path(earlierTurn(number)));
    });
  }

  private path(name: string): string {
    return join(this.directory, name);
  }

  private async writing<T>(write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      throw new ConfigurationError([
        `JWT_KEYS_DIR ${this.directory} cannot be written (${systemErrorCode(error)})`,
      ]);
    }
  }
}
