import { Injectable, Logger } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { Clock } from '../clock/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import type { DisabledReason } from './webhook-endpoint.entity.js';
import { WebhookEndpoints } from './webhook-endpoints.js';

/** What an operator did needs no notice. */
const NOTICES: Readonly<Record<DisabledReason, string | null>> = {
  operator: null,
  gone: 'its receiver answered 410',
  failing: 'its receiver took nothing for 72 hours',
};

/** Disables webhooks, and tells of it. */
@Injectable()
export class WebhookEnding {
  private readonly log = new Logger('Webhooks');

  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** False where it was disabled already, or is not there. */
  async end(id: string, reason: DisabledReason, origin: EventOrigin): Promise<boolean> {
    const ended = await this.unitOfWork.run(async () => {
      if (!(await this.endpoints.disable(id, reason, this.clock.now()))) return false;
      await this.audit.record(origin, { type: 'webhook-disabled', webhookId: id, reason });
      return true;
    });
    const notice = NOTICES[reason];
    if (ended && notice !== null) this.log.warn(`Webhook ${id} is disabled: ${notice}`);
    return ended;
  }
}
