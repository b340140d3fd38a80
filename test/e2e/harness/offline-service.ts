import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { setTimeout as pause } from 'node:timers/promises';
import type { Door } from './accounts.js';
import { decode } from './jwt.js';
import { ROUTES } from './routes.js';

/** A service that verifies by the key set alone, which it fetches now and then. */
export class OfflineService {
  private keys: JSONWebKeySet = { keys: [] };
  /** How often a token named a key that it had not fetched yet. */
  surprises = 0;

  constructor(private readonly server: Door) {}

  knows(kid: string): boolean {
    return this.keys.keys.some((key) => key.kid === kid);
  }

  async fetch(): Promise<void> {
    const { body } = await this.server.send({ method: 'GET', path: ROUTES.jwks });
    this.keys = body as JSONWebKeySet;
  }

  /** Fetches until `stopped`. */
  async run(stopped: AbortSignal): Promise<void> {
    while (!stopped.aborted) {
      await this.fetch();
      await pause(200);
    }
  }

  /** Whether the token is accepted; a key that is not known is asked for, as libraries do. */
  async accepts(token: string): Promise<boolean> {
    if (!this.knows(String(decode(token).header.kid))) {
      this.surprises += 1;
      await this.fetch();
    }
    try {
      await jwtVerify(token, createLocalJWKSet(this.keys), {
        issuer: 'http://localhost:3000',
        audience: 'portcullis',
        typ: 'at+jwt',
      });
      return true;
    } catch {
      return false;
    }
  }
}
