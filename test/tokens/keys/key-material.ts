import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JwtAlgorithm } from '../../../src/config/choices.js';
import { type RsaPair, rsaPair as sharedRsaPair } from '../../rsa-pairs.js';

/** Of any kind. */
export type KeyPair = RsaPair;

export const rsaPair = (modulusLength = 2048): KeyPair =>
  modulusLength === 2048 ? sharedRsaPair() : generateKeyPairSync('rsa', { modulusLength });

export const ecPair = (namedCurve = 'P-256'): KeyPair => generateKeyPairSync('ec', { namedCurve });

export const pairFor = (algorithm: JwtAlgorithm): KeyPair =>
  algorithm === 'RS256' ? rsaPair() : ecPair();

export const privatePem = ({ privateKey }: KeyPair): string =>
  privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export const publicPem = ({ publicKey }: KeyPair): string =>
  publicKey.export({ type: 'spki', format: 'pem' }).toString();

/** A new directory with these files, all readable by their owner alone. */
export function keyDirectory(files: Readonly<Record<string, string>> = {}): string {
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-keys-'));
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(directory, name), text, { mode: 0o600 });
  }
  return directory;
}
