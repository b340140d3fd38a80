import { authenticate as judge, lacksRole } from '../bearer/authenticate.js';
import { NO_TOKEN, type Refusal } from '../bearer/refusal.js';
import type { Claims } from '../claims/claims.js';
import type { Verifier } from '../verifier/verifier.js';

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- Express is extended in this way alone.
  namespace Express {
    interface Request {
      /** Set by `authenticate`. */
      auth?: Claims;
    }
  }
}

/** As much of a request as is needed; Express 4 and 5 and plain Node have it. */
export interface AuthenticatedRequest {
  readonly headers: { readonly authorization?: string | undefined };
  auth?: Claims;
}

export interface Response {
  statusCode: number;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
}

export type Middleware = (
  request: AuthenticatedRequest,
  response: Response,
  next: (error?: unknown) => void,
) => void;

function turnAway(response: Response, { status, headers, body }: Refusal): void {
  response.statusCode = status;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(body));
}

/** Lets a request with a good token through, its claims in `req.auth`; answers every other. */
export function authenticate(verifier: Verifier): Middleware {
  return (request, response, next) => {
    judge(verifier, request.headers.authorization).then(({ claims, refusal }) => {
      if (refusal !== undefined) {
        turnAway(response, refusal);
        return;
      }
      request.auth = claims;
      next();
    }, next);
  };
}

/** After `authenticate`: lets through who has one of these roles. */
export function requireRoles(...roles: readonly string[]): Middleware {
  return ({ auth }, response, next) => {
    const refusal = auth === undefined ? NO_TOKEN : lacksRole(auth, roles);
    if (refusal === null) next();
    else turnAway(response, refusal);
  };
}
