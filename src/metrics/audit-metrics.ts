import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from './metrics.js';
import { AuditObservers } from '../audit/audit-observers.js';

/** Counts logins and refreshes where they are decided on anyway: in the audit trail. */
@Injectable()
export class AuditMetrics implements OnModuleInit {
  constructor(
    private readonly observers: AuditObservers,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.observers.add(this.metrics);
  }
}
