import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import type { Client } from '../../clients/clients.js';
import type { TokenState } from '../../clients/introspection.js';
import { Statements } from '../../tokens/statements.js';
import { preferredType } from '../requests/accept-header.js';

export const INTROSPECTION_TYPE = 'application/token-introspection+jwt';

/** Whether `Accept` puts the signed answer before the plain one. */
export function prefersSignedAnswer(accept: string | undefined): boolean {
  if (!accept?.toLowerCase().includes('token-introspection+jwt')) return false;
  return preferredType(accept, ['application/json', INTROSPECTION_TYPE]) === INTROSPECTION_TYPE;
}

/** Answers that a service can keep as evidence (RFC 9701 §5). */
@Injectable()
export class SignedAnswers {
  constructor(
    private readonly statements: Statements,
    private readonly clock: Clock,
  ) {}

  sign(state: TokenState, { id: aud }: Client): Promise<string> {
    const iat = Math.floor(this.clock.now() / 1000);
    return this.statements.sign('token-introspection+jwt', {
      aud,
      iat,
      token_introspection: state,
    });
  }
}
