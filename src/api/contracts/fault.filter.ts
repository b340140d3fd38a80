import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { faultOf } from '../faults/foreign-errors.js';
import { headersOf, statusOf } from '../faults/fault-table.js';
import { problemDetails, PROBLEM_TYPE, prefersProblemDetails } from '../faults/problem-details.js';
import { dialectAt } from '../faults/path-dialects.js';
import { wordFault } from '../faults/fault-dialect.js';
import { Clock } from '../../clock/clock.js';
import type { Fault } from '../../errors/auth-error.js';
import { JSON_REPRESENTATION, label } from './contract.js';
import { contractRequest, ContractRegistry } from './contract-registry.js';
import { requestPath } from '../requests/fastify-request.js';
import { RouteCatalog } from '../faults/route-catalog.js';

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
    request.fault = fault;
    if (status === 500) request.log.error({ err: error }, 'request failed');
    if (reply.sent) return;

    const contract = this.contracts.find(request);
    const asked = contractRequest(request);
    const dialect = contract?.faults ?? dialectAt(asked.path);
    const httpFault = wordFault(fault, dialect, {
      path: requestPath(request),
      at: this.clock.now(),
    });
    const asProblem = dialect.only !== true && prefersProblemDetails(asked.accept);
    label(reply, contract?.representation(asked) ?? JSON_REPRESENTATION);
    if (dialect.mediaType !== undefined) void reply.type(dialect.mediaType);
    if (asProblem) void reply.type(PROBLEM_TYPE);
    // What a handler said of the file that it did not send after all.
    void reply
      .removeHeader('content-disposition')
      .code(httpFault.status)
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
