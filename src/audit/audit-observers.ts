import { Injectable, Logger } from '@nestjs/common';
import type { AuditEvent } from './audit-event.js';

/** Somebody who wants to see every event once it is written, such as the metrics. */
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
