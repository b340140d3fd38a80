import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock/clock.js';
import type { AuditEvent, EventOrigin } from './audit-event.js';
import { type AuditRecordEntity, LONGEST } from './audit-record.entity.js';
import { type EventSubject, eventSubject } from './event-subject.js';
import { printable } from './printable.js';

/** A row before it is written. */
export type AuditRecord = Readonly<Pick<AuditRecordEntity, keyof AuditRecordEntity>>;

const bounded = (text: string | null, limit: number): string | null =>
  text === null ? null : printable(text, limit);

/** Our own values are short; one that is not must not fail the batch that it is written with. */
const boundedSubject = ({ userId, sessionId, details }: EventSubject): EventSubject => ({
  userId: bounded(userId, LONGEST.id),
  sessionId: bounded(sessionId, LONGEST.id),
  details: Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      typeof value === 'string' ? printable(value, LONGEST.detail) : value,
    ]),
  ),
});

/** Turns events into rows, in order. */
@Injectable()
export class AuditRecords {
  private sequence = 0;

  constructor(private readonly clock: Clock) {}

  of(origin: EventOrigin, events: readonly AuditEvent[]): AuditRecord[] {
    const at = this.clock.now();
    const circumstances = {
      at,
      requestId: printable(origin.requestId, LONGEST.requestId),
      address: printable(origin.address, LONGEST.address),
      userAgent: bounded(origin.userAgent, LONGEST.userAgent),
    };
    return events.map((event) => ({
      id: this.nextId(at),
      type: event.type,
      ...circumstances,
      ...boundedSubject(eventSubject(event)),
    }));
  }

  /** The sequence keeps events of the same millisecond in order (RFC 9562 §6.2). */
  private nextId(at: number): string {
    this.sequence = (this.sequence + 1) >>> 0;
    return uuidv7({ msecs: at, seq: this.sequence });
  }
}
