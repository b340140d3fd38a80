import { authenticate, lacksRole } from '../bearer/authenticate.js';
import type { Refusal } from '../bearer/refusal.js';
import type { Claims } from '../claims/claims.js';
import type { Verifier } from '../verifier/verifier.js';

/** As much of a request as is needed. */
export interface StrategyRequest {
  readonly headers: { readonly authorization?: string | undefined };
  readonly res?: { setHeader(name: string, value: string): unknown } | undefined;
}

/** What `passport.authenticate('portcullis', …)` may be told. */
export interface StrategyOptions {
  /** Who calls needs one of these. */
  readonly roles?: readonly string[];
}

interface Attempt {
  readonly request: StrategyRequest;
  readonly roles: readonly string[];
}

/** What Passport puts on a strategy for the time of a request. */
interface Actions {
  success(user: Claims): void;
  fail(challenge: string | undefined, status: number): void;
  error(error: unknown): void;
}

/** Passport sets `WWW-Authenticate` of a 401 itself, and none of the other headers. */
function fail(actions: Actions, request: StrategyRequest, { status, headers }: Refusal): void {
  const { 'www-authenticate': challenge, ...others } = headers;
  const own = status === 401 || challenge === undefined ? others : headers;
  for (const [name, value] of Object.entries(own)) request.res?.setHeader(name, value);
  actions.fail(challenge, status);
}

async function run(actions: Actions, verifier: Verifier, attempt: Attempt): Promise<void> {
  const { request, roles } = attempt;
  const { claims, refusal } = await authenticate(verifier, request.headers.authorization);
  const reason = refusal ?? lacksRole(claims, roles);
  if (reason !== null) fail(actions, request, reason);
  else if (claims !== undefined) actions.success(claims);
}

/** A Passport strategy named `portcullis`; the claims of the token become `req.user`. */
export class PortcullisStrategy {
  readonly name = 'portcullis';

  /** Called by Passport, on an object of which it knows no more than that it is a strategy. */
  readonly authenticate: (
    this: Actions,
    request: StrategyRequest,
    options?: StrategyOptions,
  ) => void;

  constructor(verifier: Verifier) {
    this.authenticate = function (request, { roles = [] } = {}) {
      run(this, verifier, { request, roles }).catch((error: unknown) => {
        this.error(error);
      });
    };
  }
}
