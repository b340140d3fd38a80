import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import type { Answer, Contract } from './contract.js';
import { ContractRegistry } from './contract-registry.js';
import { contractRequest } from './contract-request.js';
import { label } from './representation.js';
import { Opened, Refreshed } from './results.js';
import { setSessionCookie } from './session-cookie.js';
import type { SessionGrant } from '../../auth/session-grant.js';
import { AppConfig } from '../../config/app-config.js';
import { DeviceCookie } from '../requests/device-cookie.js';

/** Writes what the core hands out in the words, headers and cookies of a contract. */
@Injectable()
export class Presenter implements NestInterceptor {
  constructor(
    private readonly contracts: ContractRegistry,
    private readonly device: DeviceCookie,
    private readonly config: AppConfig,
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

  private opened({ grant, occasion }: Opened, request: FastifyRequest, reply: FastifyReply) {
    const contract = this.contracts.of(request);
    setCookies(reply, contract, grant);
    this.device.remember(request, reply, grant.user.id);
    const refreshToken = this.bodyToken(grant, contract);
    return write(contract.opened(grant, refreshToken, occasion), contract, request, reply);
  }

  /** The door's contract writes the body where it has one; cookies are always the session's. */
  private refreshed({ grant, passage }: Refreshed, request: FastifyRequest, reply: FastifyReply) {
    const own = this.contracts.named(grant.contract) ?? this.contracts.of(request);
    const door = this.contracts.find(request) ?? own;
    const inBody = passage.inBody || own.cookies.length === 0;
    const refreshToken = inBody ? this.bodyToken(grant, own) : undefined;
    if (passage.inCookie || refreshToken === undefined) setCookies(reply, own, grant);
    return write(door.refreshed(grant, refreshToken), door, request, reply);
  }

  /** The operator may want it in no body that has a cookie in its place. */
  private bodyToken({ refresh }: SessionGrant, { cookies }: Contract): string | undefined {
    return this.config.refreshTokenInBody || cookies.length === 0 ? refresh.token : undefined;
  }
}

function setCookies(reply: FastifyReply, contract: Contract, grant: SessionGrant): void {
  for (const cookie of contract.cookies) setSessionCookie(reply, cookie, grant);
}

function write(
  answer: Answer,
  contract: Contract,
  request: FastifyRequest,
  reply: FastifyReply,
): object {
  request.spokenContract = contract.name;
  label(reply, contract.representation(contractRequest(request)));
  void reply.headers({ ...answer.headers, 'cache-control': 'no-store' });
  return answer.body;
}
