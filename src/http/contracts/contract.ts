import type { CanActivate, Type } from '@nestjs/common';
import type { ContractRequest } from './contract-request.js';
import { JSON_REPRESENTATION, type Representation } from './representation.js';
import type { SessionCookie } from './session-cookie.js';
import type { LoginRefusal } from '../../auth/session-opening.js';
import type { SessionGrant } from '../../auth/session-grant.js';
import type { SessionProfile } from '../../auth/session-profile.js';
import type { FaultDialect } from '../faults/fault-dialect.js';

export interface Answer {
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Occasion = 'login' | 'registration';

/**
 * A documented dialect of the API: how a request is recognised and how a result or a fault is
 * written. What happens in between is the same for all.
 */
export abstract class Contract {
  abstract readonly profile: SessionProfile;
  /** Where the contract's clients keep its tokens; none for those that keep them themselves. */
  abstract readonly cookies: readonly SessionCookie[];
  /** Checks the credentials of its login and leaves the user on the request. */
  abstract readonly guard: Type<CanActivate>;
  abstract readonly faults: FaultDialect;
  /** What its login says where the credentials are not good. */
  readonly refusal: LoginRefusal = 'INVALID_CREDENTIALS';

  /** Whether a request, served or refused, is this contract's to answer. */
  abstract accepts(request: ContractRequest): boolean;
  /** `refreshToken` is undefined when it travels in a cookie alone. */
  abstract opened(
    grant: SessionGrant,
    refreshToken: string | undefined,
    occasion: Occasion,
  ): Answer;
  /** `refreshToken` is undefined when the successor travels in a cookie alone. */
  abstract refreshed(grant: SessionGrant, refreshToken: string | undefined): Answer;

  /** How the answer is labelled; only contracts that share a route by `Accept` differ. */
  readonly representation: (request: ContractRequest) => Representation = () => JSON_REPRESENTATION;

  get name(): string {
    return this.profile.contract;
  }
}
