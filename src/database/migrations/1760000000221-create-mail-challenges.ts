import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

const TABLE = 'mail_challenges';

/** What a person proves by a link or a code from a mail. */
export class CreateMailChallenges1760000000221 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createPortableTable(runner, {
      name: TABLE,
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        { name: 'purpose', type: 'varchar', length: '32' },
        { name: 'token_digest', type: 'varchar', length: '43' },
        { name: 'request_digest', type: 'varchar', length: '43' },
        { name: 'code_digest', type: 'varchar', length: '43' },
        { name: 'guesses', type: 'int' },
        { name: 'user_id', type: 'varchar', length: '36' },
        { name: 'address', type: 'varchar', length: '254' },
        { name: 'address_key', type: 'varchar', length: '254' },
        { name: 'expires_at', type: 'bigint' },
        { name: 'used_at', type: 'bigint', isNullable: true },
        { name: 'used_by', type: 'varchar', length: '43', isNullable: true },
      ],
      indices: [
        {
          name: 'mail_challenges_token_digest',
          columnNames: ['token_digest'],
          isUnique: true,
        },
        {
          name: 'mail_challenges_request_digest',
          columnNames: ['request_digest'],
          isUnique: true,
        },
        { name: 'mail_challenges_address_key', columnNames: ['address_key', 'expires_at'] },
        { name: 'mail_challenges_expires_at', columnNames: ['expires_at'] },
      ],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(TABLE, true);
  }
}
