import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { type AuthorizationStart, AuthorizationStarts } from './authorization-starts.js';
import { digest } from './digest.js';

interface StartRow {
  readonly provider: string;
  readonly redirect_uri: string;
  readonly browser_digest: string;
  readonly from_browser: number;
  readonly expires_at: number;
}

@Injectable()
export class TypeOrmAuthorizationStarts extends AuthorizationStarts {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async keep(state: string, start: AuthorizationStart): Promise<void> {
    await this.session.execute(
      `INSERT INTO authorization_starts
         (state_digest, provider, redirect_uri, browser_digest, from_browser, expires_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
      [
        digest(state),
        start.provider,
        start.redirectUri,
        start.browserDigest,
        start.fromBrowser ? 1 : 0,
        start.expiresAt,
      ],
    );
  }

  /** Whoever deletes the row has it. */
  async take(state: string): Promise<AuthorizationStart | null> {
    const key = digest(state);
    const [row] = await this.session.select<StartRow>(
      `SELECT provider, redirect_uri, browser_digest, from_browser, expires_at
       FROM authorization_starts WHERE state_digest = ?`,
      [key],
    );
    if (row === undefined) return null;
    const taken = await this.session.execute(
      'DELETE FROM authorization_starts WHERE state_digest = ?',
      [key],
    );
    return taken === 1 ? startOf(row) : null;
  }
}

const startOf = (row: StartRow): AuthorizationStart => ({
  provider: row.provider,
  redirectUri: row.redirect_uri,
  browserDigest: row.browser_digest,
  fromBrowser: row.from_browser === 1,
  expiresAt: row.expires_at,
});
