import { Controller, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Client } from '../../clients/clients.js';
import { Introspection, type TokenState } from '../../clients/introspection.js';
import { Metrics } from '../../metrics/metrics.js';
import { BATCH_TYPE } from '../requests/body.js';
import { Form } from '../requests/form.js';
import { ROUTES } from '../requests/routes.js';
import { ClientGuard, ServiceAccount } from './client.guard.js';
import { ANSWER_TYPE, answerText } from './introspection-answer.js';
import { tokensIn } from './introspection-batch.js';
import { INTROSPECTION_TYPE, prefersSignedAnswer, SignedAnswers } from './signed-introspection.js';
import { formOf, required } from './oauth-form.js';

/** Seconds for which an answer may be remembered: as late may a revocation be noticed. */
const REMEMBERED = 5;

/** The answer to a batch, in the order of the question. */
export interface BatchAnswer {
  readonly results: readonly TokenState[];
}

/** The introspection endpoint (RFC 7662). */
@Controller()
@UseGuards(ClientGuard)
export class IntrospectionController {
  constructor(
    private readonly introspection: Introspection,
    private readonly signed: SignedAnswers,
    private readonly metrics: Metrics,
  ) {}

  @Post(ROUTES.introspection)
  @HttpCode(200)
  async introspect(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @ServiceAccount() client: Client,
  ): Promise<BatchAnswer | string> {
    const { body } = request;
    if (body !== undefined && !(body instanceof Form)) {
      void reply.type(BATCH_TYPE).header('cache-control', 'no-store');
      return { results: tokensIn(body).map((token) => this.inspect(token, client)) };
    }
    const state = this.inspect(required(formOf(request), 'token'), client);
    void reply.headers({ 'cache-control': this.cacheControl(state), vary: 'Accept' });
    if (!prefersSignedAnswer(request.headers.accept)) {
      void reply.type(ANSWER_TYPE);
      return answerText(state);
    }
    void reply.type(INTROSPECTION_TYPE);
    return this.signed.sign(state, client);
  }

  private inspect(token: string, client: Client): TokenState {
    const state = this.introspection.inspect(token, client);
    this.metrics.tokenIntrospected(state.active ? 'active' : 'inactive');
    return state;
  }

  /** What is not active now may be so later; what is, never after it expired. */
  private cacheControl(state: TokenState): string {
    const seconds = Math.min(REMEMBERED, this.introspection.secondsLeft(state));
    return seconds > 0 ? `private, max-age=${seconds}` : 'no-store';
  }
}
