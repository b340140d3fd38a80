import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../../config/app-config.js';
import type { FaultDialect } from '../../faults/fault-dialect.js';
import { loginMessage, standardFaults } from '../../faults/standard-faults.js';
import { ROUTES } from '../../requests/routes.js';
import {
  type Occasion,
  type Answer,
  Contract,
  type ContractRequest,
  type Delivery,
  type ContractDocument,
} from '../contract.js';
import { hourAndWeek } from '../lifetimes.js';
import { answersLogin, loginRepresentation } from '../contract-registry.js';

/** ISO 8601 in UTC to the second, without suffix, as this contract has always written it. */
export const envelopeTimestamp = (at: number): string => new Date(at).toISOString().slice(0, 19);

export interface Envelope<Data> {
  readonly timestamp: string;
  readonly status: number;
  readonly message: string;
  readonly data: Data;
}

/** @param at milliseconds since the epoch */
export const envelope = <Data>(
  at: number,
  status: number,
  message: string,
  data: Data,
): Envelope<Data> => ({ timestamp: envelopeTimestamp(at), status, message, data });

/** The standard body with the envelope's timestamp; `data` is null, or what a login needs more. */
export const envelopeFaults: FaultDialect = {
  message: (fault) =>
    fault.code === 'INTERNAL_ERROR' ? 'An unexpected error occurred' : loginMessage(fault),
  body: (fault) => ({
    ...standardFaults.body(fault),
    timestamp: envelopeTimestamp(fault.at),
    data: fault.challenge,
  }),
};

interface SessionData {
  readonly token: string;
  /** Absent when it travels in a cookie alone. */
  readonly refreshToken: string | undefined;
  readonly username: string;
  readonly displayName: string;
}

const sessionData = ({ tokens: { access, user }, refreshToken }: Delivery): SessionData => ({
  token: access.token,
  refreshToken,
  username: user.username,
  displayName: user.displayName,
});

export function openedEnvelope(delivery: Delivery, occasion: Occasion): Envelope<SessionData> {
  const data = sessionData(delivery);
  switch (occasion) {
    case 'registration':
      return envelope(delivery.at, 201, 'User registered successfully', data);
    case 'login':
      return envelope(delivery.at, 200, 'Authentication successful', data);
  }
}

export const refreshedEnvelope = (delivery: Delivery): Envelope<SessionData> =>
  envelope(delivery.at, 200, 'Token refreshed successfully', sessionData(delivery));

/** Everything in the body, inside `{timestamp, status, message, data}`. */
@Injectable()
export class EnvelopeContract extends Contract {
  readonly routes = [ROUTES.register, ROUTES.refreshToken, ROUTES.validateToken, ROUTES.login];
  readonly profile;
  readonly faults = envelopeFaults;
  override readonly representation = loginRepresentation('envelope');
  readonly cookies = [];

  constructor(private readonly config: AppConfig) {
    super();
    this.profile = hourAndWeek('envelope', config);
  }

  override accepts(request: ContractRequest): boolean {
    return request.path !== ROUTES.login || answersLogin('envelope', request, this.config);
  }

  opened(delivery: Delivery, occasion: Occasion): Answer {
    return { body: openedEnvelope(delivery, occasion) };
  }

  refreshed(delivery: Delivery): Answer {
    return { body: refreshedEnvelope(delivery) };
  }

  async describe(): Promise<ContractDocument> {
    const { document } = await import('./envelope.openapi.js');
    return document;
  }
}
