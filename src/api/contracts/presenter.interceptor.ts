import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { TokenSet } from '../../sessions/session-tokens.js';
import { Clock } from '../../clock/clock.js';
import { AppConfig } from '../../config/app-config.js';
import { setSessionCookie, DeviceCookie } from '../cookies/cookies.js';
import { noteSubject, type Subject } from '../requests/fastify-request.js';
import { type Occasion, type Answer, type Contract, label } from './contract.js';
import { contractRequest, ContractRegistry } from './contract-registry.js';

/** A session that has just begun, to be written by the request's contract. */
export class Opened {
  constructor(
    readonly tokens: TokenSet,
    readonly occasion: Occasion,
  ) {}
}

/** How a refresh token reached the server; its successor goes back the same way. */
export interface TokenDelivery {
  readonly inBody: boolean;
  readonly inCookie: boolean;
}

/** A session that was moved on, to be written by the route's contract or the session's own. */
export class Refreshed {
  constructor(
    readonly tokens: TokenSet,
    readonly delivery: TokenDelivery,
  ) {}
}

/** Writes what the core hands out in the words, headers and cookies of a contract. */
@Injectable()
export class PresenterInterceptor implements NestInterceptor {
  constructor(
    private readonly contracts: ContractRegistry,
    private readonly device: DeviceCookie,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(map((result: unknown) => this.present(result, request, reply)));
  }

  private present(result: unknown, request: FastifyRequest, reply: FastifyReply): unknown {
    if (result instanceof Opened) return this.opened(result, request, reply);
    if (result instanceof Refreshed) return this.refreshed(result, request, reply);
    return result;
  }

  private opened({ tokens, occasion }: Opened, request: FastifyRequest, reply: FastifyReply) {
    noteSubject(request, subjectOf(tokens));
    const contract = this.contracts.of(request);
    setCookies(reply, contract, tokens);
    this.device.remember(request, reply, tokens.user.id);
    const refreshToken = this.bodyToken(tokens, contract);
    const answer = contract.opened({ tokens, refreshToken, at: this.clock.now() }, occasion);
    return write(answer, contract, request, reply);
  }

  /** The route's contract writes the body where it has one; cookies are always the session's. */
  private refreshed({ tokens, delivery }: Refreshed, request: FastifyRequest, reply: FastifyReply) {
    noteSubject(request, subjectOf(tokens));
    const own = this.contracts.named(tokens.contract) ?? this.contracts.of(request);
    const writer = this.contracts.find(request) ?? own;
    const inBody = delivery.inBody || own.cookies.length === 0;
    const refreshToken = inBody ? this.bodyToken(tokens, own) : undefined;
    if (delivery.inCookie || refreshToken === undefined) setCookies(reply, own, tokens);
    const answer = writer.refreshed({ tokens, refreshToken, at: this.clock.now() });
    return write(answer, writer, request, reply);
  }

  /** The operator may want it in no body that has a cookie in its place. */
  private bodyToken({ refresh }: TokenSet, { cookies }: Contract): string | undefined {
    return this.config.sessions.refreshTokenInBody || cookies.length === 0
      ? refresh.token
      : undefined;
  }
}

const subjectOf = ({ user, sessionId }: TokenSet): Subject => ({ userId: user.id, sessionId });

function setCookies(reply: FastifyReply, contract: Contract, tokens: TokenSet): void {
  for (const cookie of contract.cookies) setSessionCookie(reply, cookie, tokens);
}

function write(
  answer: Answer,
  contract: Contract,
  request: FastifyRequest,
  reply: FastifyReply,
): object {
  request.contract = contract;
  label(reply, contract.representation(contractRequest(request)));
  void reply.headers({ ...answer.headers, 'cache-control': 'no-store' });
  return answer.body;
}
