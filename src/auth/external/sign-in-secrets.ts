import { createHash, createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DerivedSecrets } from '../../tokens/derived-secrets.js';

/** 256 bits, as text. */
export const randomSecret = (): string => randomBytes(32).toString('base64url');

/**
 * The PKCE verifier and the nonce of a sign-in. Both follow from its state by a key that every
 * instance has, so that neither need be stored, and who sees the state knows neither.
 */
@Injectable()
export class SignInSecrets {
  private readonly key: Buffer;

  constructor(secrets: DerivedSecrets) {
    this.key = secrets.derive('sign-ins at identity providers');
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
    return createHmac('sha256', this.key).update(`${purpose}\0${state}`).digest('base64url');
  }
}
