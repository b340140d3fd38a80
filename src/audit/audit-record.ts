import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock/clock.js';
import type { AuditEvent } from './audit-event.js';
import type { EventOrigin } from './event-origin.js';
import { type AuditRecordEntity, LONGEST } from './audit-record.entity.js';
import { type EventSubject, subjectOf } from './event-subject.js';
import { newSalt } from './personal-fields.js';

/** Controls, invisible and reordering characters, lone surrogates; and the escape's own sign. */
const DECEPTIVE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\]/u;

const escaped = (character: string): string =>
  DECEPTIVE.test(character) ? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}` : character;

/**
 * Text from outside that is safe to show in a terminal, a log or a page of text: deceptive
 * characters become `\u{…}`, and what exceeds `limit` code points is cut off between characters.
 */
export function printable(text: string, limit: number): string {
  let result = '';
  let length = 0;
  for (const character of text) {
    const piece = escaped(character);
    length += piece === character ? 1 : piece.length;
    if (length > limit) break;
    result += piece;
  }
  return result;
}

/** A row before it has a place in a chain. */
export type AuditRecord = Readonly<Omit<AuditRecordEntity, 'chain' | 'seq' | 'mac'>>;

const bounded = (text: string | null, limit: number): string | null =>
  text === null ? null : printable(text, limit);

/** Our own values are short; one that is not must not fail the batch that it is written with. */
const boundedSubject = ({ userId, sessionId, details, name }: EventSubject) => ({
  userId: bounded(userId, LONGEST.id),
  sessionId: bounded(sessionId, LONGEST.id),
  name: bounded(name ?? null, LONGEST.name),
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
      salt: newSalt(),
      digest: null,
      ...boundedSubject(subjectOf(event, origin)),
    }));
  }

  /** The sequence keeps events of the same millisecond in order (RFC 9562 §6.2). */
  private nextId(at: number): string {
    this.sequence = (this.sequence + 1) >>> 0;
    return uuidv7({ msecs: at, seq: this.sequence });
  }
}
