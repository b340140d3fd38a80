import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable, moveRows } from './portable-table.js';

const CODES = ['code_digest', 'used_at'] as const;
const CODES_BEFORE = ['code_digest', 'claimed_at'] as const;
const REQUESTS = [
  'state_digest',
  'provider',
  'redirect_uri',
  'browser_digest',
  'from_browser',
  'expires_at',
] as const;

/** `code_claims` and `authorization_starts` get the names that the RFCs have for what they hold. */
export class RenameAuthorizationTables1760000000140 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createCodes(runner, 'used_authorization_codes', 'used_at');
    await moveRows(
      runner,
      { table: 'code_claims', columns: CODES_BEFORE },
      { table: 'used_authorization_codes', columns: CODES },
    );
    await createRequests(runner, 'authorization_requests');
    await moveRows(
      runner,
      { table: 'authorization_starts', columns: REQUESTS },
      { table: 'authorization_requests', columns: REQUESTS },
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await createCodes(runner, 'code_claims', 'claimed_at');
    await moveRows(
      runner,
      { table: 'used_authorization_codes', columns: CODES },
      { table: 'code_claims', columns: CODES_BEFORE },
    );
    await createRequests(runner, 'authorization_starts');
    await moveRows(
      runner,
      { table: 'authorization_requests', columns: REQUESTS },
      { table: 'authorization_starts', columns: REQUESTS },
    );
  }
}

const createCodes = (runner: QueryRunner, name: string, moment: string): Promise<void> =>
  createPortableTable(runner, {
    name,
    columns: [
      { name: 'code_digest', type: 'varchar', length: '43', isPrimary: true },
      { name: moment, type: 'bigint' },
    ],
    indices: [{ name: `${name}_${moment}`, columnNames: [moment] }],
  });

const createRequests = (runner: QueryRunner, name: string): Promise<void> =>
  createPortableTable(runner, {
    name,
    columns: [
      { name: 'state_digest', type: 'varchar', length: '43', isPrimary: true },
      { name: 'provider', type: 'varchar', length: '32' },
      { name: 'redirect_uri', type: 'varchar', length: '2048' },
      { name: 'browser_digest', type: 'varchar', length: '43' },
      { name: 'from_browser', type: 'int' },
      { name: 'expires_at', type: 'bigint' },
    ],
    indices: [{ name: `${name}_expires_at`, columnNames: ['expires_at'] }],
  });
