import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock/clock.js';
import type { AuditEvent, EventOrigin } from './audit-event.js';
import type { AuditRecordEntity } from './audit-record.entity.js';
import { eventSubject } from './event-subject.js';
import { printable } from './printable.js';

/** A row before it is written. */
export type AuditRecord = Readonly<Pick<AuditRecordEntity, keyof AuditRecordEntity>>;

/** Turns events into rows, in order. */
@Injectable()
export class AuditRecords {
  private sequence = 0;

  constructor(private readonly clock: Clock) {}

  of(origin: EventOrigin, events: readonly AuditEvent[]): AuditRecord[] {
    const at = this.clock.now();
    const circumstances = {
      at,
      requestId: printable(origin.requestId, 64),
      address: printable(origin.address, 45),
      userAgent: origin.userAgent === null ? null : printable(origin.userAgent, 256),
    };
    return events.map((event) => ({
      id: this.nextId(at),
      type: event.type,
      ...circumstances,
      ...eventSubject(event),
    }));
  }

  /** The sequence keeps events of the same millisecond in order (RFC 9562 §6.2). */
  private nextId(at: number): string {
    this.sequence = (this.sequence + 1) >>> 0;
    return uuidv7({ msecs: at, seq: this.sequence });
  }
}
