import type { FastifyRequest } from 'fastify';
import { contractRequest } from './contract-request.js';
import type { Contract } from './contract.js';
import type { SessionCookie } from './session-cookie.js';
import { AuthError } from '../../errors/auth-error.js';

/** Knows every contract; guards, presenter and fault filter all ask here. */
export class ContractRegistry {
  /** Every cookie of every contract. */
  readonly cookies: readonly SessionCookie[];

  constructor(private readonly contracts: readonly Contract[]) {
    this.cookies = contracts.flatMap((contract) => contract.cookies);
  }

  /** The contract that answers a request; undefined where none has a say. */
  find(request: FastifyRequest): Contract | undefined {
    const subject = contractRequest(request);
    return this.contracts.find((contract) => contract.accepts(subject));
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
}
