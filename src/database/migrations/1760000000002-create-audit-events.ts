import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

export class CreateAuditEvents1760000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'audit_events',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'at', type: 'bigint' },
        { name: 'type', type: 'varchar', length: '32' },
        { name: 'user_id', type: 'varchar', length: '36', isNullable: true },
        { name: 'session_id', type: 'varchar', length: '36', isNullable: true },
        { name: 'details', type: 'text' },
        { name: 'request_id', type: 'varchar', length: '64' },
        { name: 'address', type: 'varchar', length: '45' },
        { name: 'user_agent', type: 'varchar', length: '256', isNullable: true },
      ],
      indices: [
        { name: 'audit_events_at', columnNames: ['at'] },
        { name: 'audit_events_type_at', columnNames: ['type', 'at'] },
        { name: 'audit_events_user_id_at', columnNames: ['user_id', 'at'] },
        { name: 'audit_events_session_id_at', columnNames: ['session_id', 'at'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_events', true);
  }
}
