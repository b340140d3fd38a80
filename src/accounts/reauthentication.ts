import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { CredentialVerifier } from '../credentials/credential-verifier.js';
import type { FactorProof } from '../credentials/factors/second-factors.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AuthError } from '../errors/auth-error.js';
import { AccessTokenValidation } from '../sessions/access-token-validation.js';
import { methodsOf, type AccessTokenClaims } from '../sessions/session-proof.js';
import { SessionStepUp } from '../sessions/session-step-up.js';
import type { IssuedToken } from '../sessions/session-tokens.js';
import type { User } from '../users/users.js';
import { AccountFactors } from './account-factors.js';
import { AccountReading } from './account-reading.js';
import { FactorAttempts } from './factor-attempts.js';
import { FreshAuthentication } from './fresh-authentication.js';

/** What is shown in a session that is open; which of the two counts depends on the account. */
export interface RenewedProof {
  readonly password?: string | undefined;
  readonly code?: string | undefined;
  readonly method: FactorProof['method'];
  readonly deviceMark: string | undefined;
}

/** What a session was begun with; the rest is shown again. */
const FIRST_FACTORS: ReadonlySet<string> = new Set(['pwd', 'fed']);

const required = (field: string, label: string): AuthError =>
  AuthError.invalidFields({ field, problem: 'missing', message: `${label} is required.` });

/** Shows again, within a session, who is there (RFC 9470). */
@Injectable()
export class Reauthentication {
  constructor(
    private readonly accessTokens: AccessTokenValidation,
    private readonly accounts: AccountReading,
    private readonly fresh: FreshAuthentication,
    private readonly credentials: CredentialVerifier,
    private readonly factors: AccountFactors,
    private readonly attempts: FactorAttempts,
    private readonly stepUp: SessionStepUp,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @param lifeOf how long access tokens of a contract live, in seconds
   * @throws AuthError INVALID_TOKEN, VALIDATION_FAILED, INVALID_CREDENTIALS, INVALID_FACTOR,
   * TOO_MANY_REQUESTS or OVERLOADED
   */
  async perform(
    accessToken: string,
    proof: RenewedProof,
    lifeOf: (contract: string) => number,
    origin: EventOrigin,
  ): Promise<{ readonly token: IssuedToken; readonly claims: AccessTokenClaims }> {
    const claims = this.accessTokens.validate(accessToken);
    const user = await this.accounts.current(claims.uid);
    const amr = (await this.fresh.needsFactor(user.id))
      ? await this.byFactor(user, claims, proof, origin)
      : await this.byPassword(user, claims, proof, origin);
    const accessLife = lifeOf(claims.client_id);
    const token = await this.stepUp.issue(user, { claims, amr, accessLife });
    const subject = { userId: user.id, sessionId: claims.sid };
    await this.audit.record(origin, { type: 'reauthenticated', ...subject });
    return { token, claims };
  }

  private async byPassword(
    { username }: User,
    { client_id: contract }: AccessTokenClaims,
    { password, deviceMark }: RenewedProof,
    origin: EventOrigin,
  ): Promise<readonly string[]> {
    if (password === undefined) throw required('password', 'Password');
    await this.credentials.verify({ username, password, contract, deviceMark }, origin);
    return ['pwd'];
  }

  private async byFactor(
    { id }: User,
    { amr }: AccessTokenClaims,
    { method, code, deviceMark }: RenewedProof,
    origin: EventOrigin,
  ): Promise<readonly string[]> {
    if (code === undefined) throw required('code', 'Code');
    const attempt = { method, code, deviceMark };
    await this.attempts.make(id, attempt, origin, () =>
      this.unitOfWork.run(() => this.factors.use(id, attempt, origin)),
    );
    const first = amr.filter((each) => FIRST_FACTORS.has(each));
    return [...first, ...methodsOf(method)];
  }
}
