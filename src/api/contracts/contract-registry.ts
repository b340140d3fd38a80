import type { FastifyRequest } from 'fastify';
import { type Contract, type ContractRequest, contractRequest } from './contract.js';
import type { SessionCookie } from '../cookies/cookies.js';
import { AuthError } from '../../errors/auth-error.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The contract that answers; null where none has a say, undefined until it was resolved. */
    contract?: Contract | null;
  }
}

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
