import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../../tokens/secrets/secrets.js';

/** 256 random bits, as text: what a client shows of its own request, or a browser keeps. */
export const randomMark = (): string => randomBytes(32).toString('base64url');

/** What is kept of a token or a mark: enough to know it again, and no more. */
export const digestOf = (kind: 'token' | 'request' | 'browser', text: string): string =>
  createHash('sha256').update(`${kind}\0${text}`).digest('base64url');

const DIGITS = 8;

/**
 * The link and the code of a mail. Both follow from its id by a key that every instance has, so that
 * a mail that is tried again says the same, and what waits in the database holds neither.
 */
@Injectable()
export class ChallengeSecrets {
  /** The newest first. */
  private readonly keys: readonly Buffer[];

  constructor(secrets: Secrets) {
    this.keys = secrets.deriveAll('accounts: links and codes of mail');
  }

  /** 256 bits, as text. */
  token(id: string): string {
    return mac(this.newest, `token\0${id}`).toString('base64url');
  }

  code(id: string): string {
    const number = mac(this.newest, `code\0${id}`).readUIntBE(0, 6) % 10 ** DIGITS;
    return String(number).padStart(DIGITS, '0');
  }

  /** Keyed: all codes that there are can be tried in a moment. */
  codeDigest(id: string, code: string): string {
    return mac(this.newest, digested(id, code)).toString('base64url');
  }

  isCode(id: string, code: string, digest: string): boolean {
    const expected = Buffer.from(digest, 'base64url');
    return this.keys.some((key) => {
      const given = mac(key, digested(id, code));
      return given.length === expected.length && timingSafeEqual(given, expected);
    });
  }

  private get newest(): Buffer {
    const [key] = this.keys;
    if (key === undefined) throw new Error('There is no secret');
    return key;
  }
}

const mac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const digested = (id: string, code: string): string => `digest\0${id}\0${code}`;
