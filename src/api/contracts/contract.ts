import type { FastifyReply } from 'fastify';
import type { LoginCredentials } from '../../sessions/session-opening.js';
import type { TokenSet, SessionProfile } from '../../sessions/session-tokens.js';
import type { SessionCookie } from '../cookies/cookies.js';
import type { FaultDialect } from '../faults/fault-dialect.js';

/** All that the choice of a contract may depend on. */
export interface ContractRequest {
  readonly method: string;
  /** Of the route, however the request spelled it; as sent where there is none, without query. */
  readonly path: string;
  readonly accept: string | undefined;
  /** As parsed; undefined before parsing and without a body. */
  readonly body: unknown;
}

/** How an answer is labelled. */
export interface Representation {
  readonly mediaType: string;
  /** Request headers that the choice depended on. */
  readonly vary?: string;
}

export const JSON_REPRESENTATION: Representation = {
  mediaType: 'application/json; charset=utf-8',
};

export function label(reply: FastifyReply, { mediaType, vary }: Representation): void {
  void reply.type(mediaType);
  if (vary === undefined) return;
  const present = reply.getHeader('vary');
  void reply.header('vary', present === undefined ? vary : `${String(present)}, ${vary}`);
}

/** What the OpenAPI document says of a contract, each body by the class that describes it. */
export interface ContractDocument {
  readonly opened: abstract new () => object;
  readonly refreshed: abstract new () => object;
  readonly faults: abstract new () => object;
}

export interface Answer {
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Occasion = 'login' | 'registration';

/** Tokens on their way to a client. */
export interface Delivery {
  readonly tokens: TokenSet;
  /** The refresh token for the body; undefined when it travels in a cookie alone. */
  readonly refreshToken: string | undefined;
  /** Milliseconds since the epoch, for contracts that tell the time. */
  readonly at: number;
}

/**
 * A documented dialect of the API: how a request is recognised and how a result or a fault is
 * written. What happens in between is the same for all.
 */
export abstract class Contract {
  /** Paths of the routes where it may answer, served or refused; `/*` at an end stands for the rest. */
  abstract readonly routes: readonly string[];
  abstract readonly profile: SessionProfile;
  /** Where the contract's clients keep its tokens; none for those that keep them themselves. */
  abstract readonly cookies: readonly SessionCookie[];
  /** What proves who logs in; `api/auth/login.controller.ts` has a guard for each. */
  readonly credentials: LoginCredentials = 'password';
  abstract readonly faults: FaultDialect;

  /** Whether a request at one of them is this contract's to answer; every one, where that is unsaid. */
  accepts?(request: ContractRequest): boolean;
  abstract opened(delivery: Delivery, occasion: Occasion): Answer;
  abstract refreshed(delivery: Delivery): Answer;
  /** Loaded only where the documentation is served. */
  abstract describe(): Promise<ContractDocument>;

  /** How the answer is labelled; only contracts that share a route by `Accept` differ. */
  readonly representation: (request: ContractRequest) => Representation = () => JSON_REPRESENTATION;

  get name(): string {
    return this.profile.contract;
  }
}
