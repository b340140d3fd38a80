import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { AuthError } from '../errors/auth-error.js';
import { AccessTokenValidation } from '../sessions/access-token-validation.js';
import { audienceClaim } from '../tokens/claims.js';
import type { Bearer } from '../tokens/bearers.js';
import type { Client } from './clients.js';

/** RFC 7662 §2.2: nothing more is said of a token that is not good, or not the caller's to see. */
export interface InactiveToken {
  readonly active: false;
}

export interface ActiveToken {
  readonly active: true;
  readonly exp: number;
  readonly [claim: string]: unknown;
}

export type TokenState = InactiveToken | ActiveToken;

const INACTIVE: InactiveToken = { active: false };

/** Tells a service whether an access token for it is good right now; asks no database. */
@Injectable()
export class Introspection {
  /** What was said of tokens that are remembered, by what was read in them. */
  private readonly said = new WeakMap<Bearer, ActiveToken>();

  constructor(
    private readonly accessTokens: AccessTokenValidation,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** The same object for a token that is asked about again. */
  inspect(token: string, { audiences }: Client): TokenState {
    const bearer = this.good(token);
    if (bearer === null || !isForAnyOf(audiences, bearer)) return INACTIVE;
    const said = this.said.get(bearer);
    if (said !== undefined) return said;
    const state = this.compose(bearer);
    this.said.set(bearer, state);
    return state;
  }

  private compose(bearer: Bearer): ActiveToken {
    const { audience, claims } = bearer;
    return {
      active: true,
      token_type: 'Bearer',
      iss: this.config.tokens.issuer,
      ...claims,
      aud: audienceClaim(audience),
      ...(bearer.kind === 'user' ? { username: claims.sub } : {}),
    };
  }

  /** Seconds until a token expires; none for one that is not active. */
  secondsLeft(state: TokenState): number {
    if (!state.active) return 0;
    return Math.max(0, state.exp - Math.ceil(this.clock.now() / 1000));
  }

  private good(token: string): Bearer | null {
    try {
      return this.accessTokens.bearer(token);
    } catch (error) {
      if (error instanceof AuthError && error.fault.code === 'INVALID_TOKEN') return null;
      throw error;
    }
  }
}

/** A token is the affair of those that it is for. */
export const isForAnyOf = (audiences: readonly string[], { audience }: Bearer): boolean =>
  audience.some((each) => audiences.includes(each));
