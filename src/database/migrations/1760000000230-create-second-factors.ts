import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

const id = { type: 'varchar', length: '36' } as const;
const digest = { type: 'varchar', length: '43' } as const;
const moment = { type: 'bigint' } as const;

/** What people prove a login with beside their password, and the logins that wait for it. */
export class CreateSecondFactors1760000000230 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: 'totp_factors',
      columns: [
        { ...id, name: 'id', isPrimary: true },
        { ...id, name: 'user_id' },
        { name: 'name', type: 'varchar', length: '64' },
        { name: 'sealed_secret', type: 'varchar', length: '255' },
        { ...moment, name: 'last_step' },
        { ...moment, name: 'created_at' },
        { ...moment, name: 'last_used_at', isNullable: true },
      ],
      indices: [{ name: 'totp_factors_user_id', columnNames: ['user_id'] }],
    });
    await createPortableTable(runner, {
      name: 'totp_enrolments',
      columns: [
        { ...id, name: 'user_id', isPrimary: true },
        { ...id, name: 'id' },
        { name: 'name', type: 'varchar', length: '64' },
        { name: 'sealed_secret', type: 'varchar', length: '255' },
        { ...moment, name: 'expires_at' },
      ],
      indices: [{ name: 'totp_enrolments_expires_at', columnNames: ['expires_at'] }],
    });
    await createPortableTable(runner, {
      name: 'recovery_codes',
      columns: [
        { ...id, name: 'user_id', isPrimary: true },
        { ...digest, name: 'digest', isPrimary: true },
        { ...moment, name: 'used_at', isNullable: true },
      ],
    });
    await createPortableTable(runner, {
      name: 'login_challenges',
      columns: [
        { ...digest, name: 'digest', isPrimary: true },
        { ...id, name: 'user_id' },
        { name: 'contract', type: 'varchar', length: '32' },
        { name: 'credentials', type: 'varchar', length: '32' },
        { name: 'purpose', type: 'varchar', length: '16' },
        { name: 'attempts', type: 'int' },
        { ...moment, name: 'expires_at' },
      ],
      indices: [
        { name: 'login_challenges_user_id', columnNames: ['user_id'] },
        { name: 'login_challenges_expires_at', columnNames: ['expires_at'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['login_challenges', 'recovery_codes', 'totp_enrolments', 'totp_factors']) {
      await runner.dropTable(table, true);
    }
  }
}
