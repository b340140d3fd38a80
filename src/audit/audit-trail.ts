import { Injectable, Logger } from '@nestjs/common';
import type { Backlog } from '../database/group-commit.js';
import type { AuditEvent } from './audit-event.js';
import type { EventOrigin } from './event-origin.js';

export abstract class AuditTrail {
  /**
   * Resolves once the batch that holds the events is committed; rejects when it could not be.
   * Await it after the unit of work and outside any lock. Inside a unit of work the events are
   * written at once, as part of it; once that has committed, it waits for them to be in the chain.
   */
  abstract record(origin: EventOrigin, ...events: readonly AuditEvent[]): Promise<void>;
  /** What waits to be written. */
  abstract backlog(): Backlog;

  /** Resolves when nothing waits any more for its batch. */
  abstract drain(): Promise<void>;
}

/** Sees every event once it is committed, such as the metrics do. */
export interface AuditObserver {
  observe(event: AuditEvent): void;
}

@Injectable()
export class AuditObservers {
  private readonly log = new Logger(AuditObservers.name);
  private readonly observers: AuditObserver[] = [];

  add(observer: AuditObserver): void {
    this.observers.push(observer);
  }

  /** An observer that fails is logged: what it observes has been decided. */
  show(events: readonly AuditEvent[]): void {
    for (const observer of this.observers) {
      try {
        for (const event of events) observer.observe(event);
      } catch (error) {
        this.log.error(error);
      }
    }
  }
}
