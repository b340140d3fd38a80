import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { faultOf } from './foreign-errors.js';
import { headersOf, statusOf } from './fault-table.js';
import { problemDetails, PROBLEM_TYPE, prefersProblemDetails } from './problem-details.js';
import { standardFaults } from './standard-faults.js';
import { wordFault } from './word-fault.js';
import { Clock } from '../../clock/clock.js';
import type { Fault } from '../../errors/auth-error.js';
import { contractRequest } from '../contracts/contract-request.js';
import { ContractRegistry } from '../contracts/contract-registry.js';
import { JSON_REPRESENTATION, label } from '../contracts/representation.js';
import { requestPath } from '../requests/request-path.js';
import { RouteCatalog } from '../server/route-catalog.js';

/** Writes every failure, from whatever layer, in the dialect of the contract it happened under. */
@Catch()
export class FaultFilter implements ExceptionFilter {
  constructor(
    private readonly contracts: ContractRegistry,
    private readonly routes: RouteCatalog,
    private readonly clock: Clock,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.write(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  write(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const fault = this.placed(faultOf(error), request);
    const status = statusOf(fault);
    request.faultCode = fault.code;
    if (status === 500) request.log.error({ err: error }, 'request failed');
    if (reply.sent) return;

    const contract = this.contracts.find(request);
    const dialect = contract?.faults ?? standardFaults;
    const httpFault = wordFault(fault, dialect, {
      path: requestPath(request),
      at: this.clock.now(),
    });
    const asProblem = prefersProblemDetails(request.headers.accept);
    label(reply, contract?.representation(contractRequest(request)) ?? JSON_REPRESENTATION);
    if (asProblem) void reply.type(PROBLEM_TYPE);
    void reply
      .code(status)
      .headers({ ...headersOf(fault), 'cache-control': 'no-store' })
      .send(asProblem ? problemDetails(httpFault) : dialect.body(httpFault));
  }

  /** A path that exists under other methods is 405, not 404 (RFC 9110 §15.5.6). */
  private placed(fault: Fault, request: FastifyRequest): Fault {
    if (fault.code !== 'NOT_FOUND' || !request.is404) return fault;
    const allow = this.routes.methodsOf(requestPath(request));
    const misplaced = allow.length > 0 && !allow.includes(request.method);
    return misplaced ? { code: 'METHOD_NOT_ALLOWED', allow } : fault;
  }
}
