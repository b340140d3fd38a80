import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Registry } from 'prom-client';
import { AuditTrail } from '../audit/audit-trail.js';
import { ConnectionUse } from '../database/connection-use.js';
import { Sweep } from '../database/sweep.js';
import { gauge, gaugeBy } from './gauge.js';

/** How many connections there are, and how many callers wait for one. */
@Injectable()
export class DatabaseMetrics {
  constructor(registry: Registry, connections: ConnectionUse) {
    gaugeBy(
      registry,
      {
        name: 'portcullis_database_connections',
        help: 'Connections to the database that are open.',
        label: 'state',
      },
      () => {
        const { open, busy } = connections.read();
        return [
          ['busy', busy],
          ['idle', open - busy],
        ];
      },
    );
    gauge(
      registry,
      {
        name: 'portcullis_database_connections_max',
        help: 'Connections to the database that may be open.',
      },
      () => connections.read().most,
    );
    gauge(
      registry,
      {
        name: 'portcullis_database_queue_depth',
        help: 'Statements and transactions that wait for a connection.',
      },
      () => connections.read().waiting,
    );
  }
}

/** How far the audit trail is behind those who wait for it. */
@Injectable()
export class AuditMetrics {
  constructor(registry: Registry, audit: AuditTrail) {
    gauge(
      registry,
      { name: 'portcullis_audit_queue_depth', help: 'Audit events that wait to be written.' },
      () => audit.backlog().waiting,
    );
    gauge(
      registry,
      {
        name: 'portcullis_audit_lag_seconds',
        help: 'How long the oldest audit event that is not written yet has waited.',
        aggregator: 'max',
      },
      () => audit.backlog().oldestMs / 1000,
    );
  }
}

/** When each table was last cleared of what is no longer needed. */
@Injectable()
export class SweepMetrics {
  constructor(registry: Registry, discovery: DiscoveryService) {
    const sweeps = (): readonly Sweep[] =>
      discovery
        .getProviders()
        .flatMap(({ instance }) => (instance instanceof Sweep ? [instance] : []));
    gaugeBy(
      registry,
      {
        name: 'portcullis_sweep_last_success_timestamp_seconds',
        help: 'When the last sweep of a table ended well, in seconds since the epoch; 0 before the first.',
        aggregator: 'max',
        label: 'table',
      },
      () => sweeps().map(({ table, lastSuccess }) => [table, (lastSuccess ?? 0) / 1000]),
    );
  }
}
