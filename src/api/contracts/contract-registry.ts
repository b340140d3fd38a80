import type { FastifyRequest } from 'fastify';
import {
  type Contract,
  type ContractRequest,
  JSON_REPRESENTATION,
  type Representation,
} from './contract.js';
import type { SessionCookie } from '../cookies/cookies.js';
import { AuthError } from '../../errors/auth-error.js';
import { routedPath } from '../requests/fastify-request.js';
import { ROUTES } from '../requests/routes.js';
import type { AppConfig } from '../../config/app-config.js';
import { LOGIN_CONTRACTS, type LoginContract } from '../../config/choices.js';
import { preferredType } from '../requests/accept-header.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The contract that answers; null where none has a say, undefined until it was resolved. */
    contract?: Contract | null;
  }
}

export const contractRequest = (request: FastifyRequest): ContractRequest => ({
  method: request.method,
  path: routedPath(request),
  accept: request.headers.accept,
  body: request.body,
});

/** Knows every contract; guards, presenter and fault filter all ask here. */
export class ContractRegistry {
  /** Every cookie of every contract. */
  readonly cookies: readonly SessionCookie[];

  private readonly byRoute: ReadonlyMap<string, readonly Contract[]>;
  /** What paths below begin with, for routes that end in a wildcard. */
  private readonly byPrefix: readonly (readonly [prefix: string, readonly Contract[]])[];

  constructor(readonly contracts: readonly Contract[]) {
    this.cookies = contracts.flatMap((contract) => contract.cookies);
    const routes = new Set(contracts.flatMap((contract) => contract.routes));
    this.byRoute = new Map(
      [...routes].map((route) => [
        route,
        contracts.filter((contract) => contract.routes.includes(route)),
      ]),
    );
    this.byPrefix = [...this.byRoute]
      .filter(([route]) => route.endsWith('/*'))
      .map(([route, served]) => [route.slice(0, -1), served]);
  }

  /** The contract that answers a request; undefined where none has a say. Resolved once. */
  find(request: FastifyRequest): Contract | undefined {
    request.contract ??= this.resolve(request) ?? null;
    return request.contract ?? undefined;
  }

  /** The first contract that accepts a request. */
  accepting(request: ContractRequest): Contract | undefined {
    return this.servedAt(request.path).find((contract) => contract.accepts?.(request) ?? true);
  }

  /** For routes that exist because a contract answers there. */
  of(request: FastifyRequest): Contract {
    const contract = this.find(request);
    if (contract === undefined) throw AuthError.of('NOT_FOUND');
    return contract;
  }

  /** The contract that a session was opened by; undefined when it is no longer served. */
  named(name: string): Contract | undefined {
    return this.contracts.find((contract) => contract.name === name);
  }

  cookieNames(carries: SessionCookie['carries']): ReadonlySet<string> {
    return new Set(
      this.cookies.filter((cookie) => cookie.carries === carries).map(({ name }) => name),
    );
  }

  private resolve(request: FastifyRequest): Contract | undefined {
    return this.accepting(contractRequest(request));
  }

  private servedAt(path: string): readonly Contract[] {
    const exactly = this.byRoute.get(path);
    if (exactly !== undefined) return exactly;
    const below = this.byPrefix.find(([prefix]) => path.startsWith(prefix));
    return below?.[1] ?? [];
  }
}

const JSON_TYPE = 'application/json';

/** The media types by which a client asks for one of the contracts alone. */
const VENDOR_TYPES: ReadonlyMap<string, LoginContract> = new Map(
  LOGIN_CONTRACTS.filter((contract) => contract !== 'combined').map((contract) => [
    `application/vnd.portcullis.${contract}+json`,
    contract,
  ]),
);

/** Every media type that a login can be answered in. */
export const LOGIN_TYPES: readonly string[] = [JSON_TYPE, ...VENDOR_TYPES.keys()];

/** The vendor type that `Accept` prefers to plain JSON, if any. */
function chosenType(accept: string | undefined): string | undefined {
  if (!accept?.toLowerCase().includes('vnd.portcullis')) return undefined;
  const preferred = preferredType(accept, [JSON_TYPE, ...VENDOR_TYPES.keys()]);
  return preferred !== undefined && VENDOR_TYPES.has(preferred) ? preferred : undefined;
}

/** Whether a contract answers at the login route: the client's choice, else the operator's. */
export function answersLogin(
  contract: LoginContract,
  { accept }: ContractRequest,
  config: AppConfig,
): boolean {
  return (VENDOR_TYPES.get(chosenType(accept) ?? '') ?? config.sessions.loginContract) === contract;
}

/** Where a login can end. */
const DOORS: ReadonlySet<string> = new Set([ROUTES.login, ROUTES.mfa]);

/** At the second factor the contract is known by the challenge, whatever `Accept` says. */
export const loginRepresentation =
  (contract: LoginContract) =>
  ({ path, accept }: ContractRequest): Representation => {
    if (!DOORS.has(path)) return JSON_REPRESENTATION;
    const chosen = chosenType(accept);
    const own = chosen !== undefined && VENDOR_TYPES.get(chosen) === contract;
    return { mediaType: own ? chosen : JSON_REPRESENTATION.mediaType, vary: 'Accept' };
  };
