import { Body, Controller, Header, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Client } from '../../clients/clients.js';
import { Drain } from '../../health/drain.js';
import { EventPolling, type PollAnswer } from '../../revocations/streams/event-polling.js';
import { ClientGuard, ServiceAccount } from '../clients/client.guard.js';
import { LongPoll } from '../requests/long-poll.js';
import { ROUTES } from '../requests/routes.js';
import { leaving } from './leaving.js';
import { pollBody } from './poll-request.js';

/** Security events for receivers that speak RFC 8936. */
@Controller()
@UseGuards(ClientGuard)
export class EventPollingController {
  constructor(
    private readonly events: EventPolling,
    private readonly drain: Drain,
  ) {}

  @Post(ROUTES.eventPolling)
  @LongPoll()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  poll(
    @ServiceAccount() { id: clientId }: Client,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Body() body: unknown,
  ): Promise<PollAnswer> {
    const { maxEvents, returnImmediately, ack, setErrs } = pollBody(body);
    const settled = new Set([...ack, ...Object.keys(setErrs)]);
    const signal = leaving(reply, this.drain);
    return this.events.poll({ clientId, maxEvents, returnImmediately, settled, signal });
  }
}
