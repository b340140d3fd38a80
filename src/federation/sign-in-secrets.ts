import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../tokens/secrets/secrets.js';

/** 256 bits, as text. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/** Bytes; in a state they stand before its tag. */
const STATE_BYTES = 24;
const TAG_BYTES = 8;

/**
 * The PKCE verifier and the nonce of a sign-in. Both follow from its state by a key that every
 * instance has, so that neither need be stored, and a reader of the state knows neither. A state
 * ends with a tag that tells by which of the keys it was made.
 */
@Injectable()
export class SignInSecrets {
  /** The newest first. */
  private readonly keys: readonly Buffer[];

  constructor(secrets: Secrets) {
    this.keys = secrets.deriveAll('sign-ins at identity providers');
  }

  newState(): string {
    const random = randomBytes(STATE_BYTES).toString('base64url');
    const [newest = Buffer.alloc(0)] = this.keys;
    return random + tag(newest, random);
  }

  verifier(state: string): string {
    return this.derive('verifier', state);
  }

  nonce(state: string): string {
    return this.derive('nonce', state);
  }

  /** RFC 7636 §4.2, S256. */
  challenge(state: string): string {
    return createHash('sha256').update(this.verifier(state)).digest('base64url');
  }

  private derive(purpose: string, state: string): string {
    return mac(this.keyOf(state), `${purpose}\0${state}`).toString('base64url');
  }

  private keyOf(state: string): Buffer {
    const random = state.slice(0, (STATE_BYTES * 4) / 3);
    const [newest = Buffer.alloc(0)] = this.keys;
    return this.keys.find((key) => random + tag(key, random) === state) ?? newest;
  }
}

const mac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const tag = (key: Buffer, random: string): string =>
  mac(key, `tag\0${random}`).subarray(0, TAG_BYTES).toString('base64url');
