import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createPortableTable } from './portable-table.js';

const BEFORE = 'audit_events_before';
const NEXT = 'audit_events_next';

const COLUMNS = [
  { name: 'at', type: 'bigint' },
  { name: 'type', type: 'varchar', length: '32' },
  { name: 'user_id', type: 'varchar', length: '36', isNullable: true },
  { name: 'session_id', type: 'varchar', length: '36', isNullable: true },
  { name: 'details', type: 'text' },
  { name: 'request_id', type: 'varchar', length: '64' },
  { name: 'address', type: 'varchar', length: '45' },
  { name: 'user_agent', type: 'varchar', length: '256', isNullable: true },
] as const;

const INDICES = [
  { name: 'audit_events_at', columnNames: ['at'] },
  { name: 'audit_events_type_at', columnNames: ['type', 'at'] },
  { name: 'audit_events_user_id_at', columnNames: ['user_id', 'at'] },
  { name: 'audit_events_session_id_at', columnNames: ['session_id', 'at'] },
];

/**
 * What an instance of the version before writes, which knows of no chain, has the chain '' and any
 * free number. On SQLite there is no other instance.
 */
const FROM_BEFORE = {
  chain: { default: "''" },
  seq: { default: '(UUID_SHORT() & 0x1FFFFFFFFFFFFF)' },
} as const;

const isServer = ({ dataSource }: QueryRunner): boolean =>
  dataSource.options.type !== 'better-sqlite3';

async function createChained(runner: QueryRunner): Promise<void> {
  const { chain, seq } = isServer(runner) ? FROM_BEFORE : { chain: {}, seq: {} };
  await createPortableTable(runner, {
    name: NEXT,
    columns: [
      { name: 'chain', type: 'varchar', length: '22', isPrimary: true, ...chain },
      { name: 'seq', type: 'bigint', isPrimary: true, ...seq },
      { name: 'id', type: 'varchar', length: '36' },
      ...COLUMNS,
      { name: 'mac', type: 'varchar', length: '52', isNullable: true },
    ],
    indices: INDICES,
  });
}

/** At once where others are writing; what they write next goes to the other table. */
async function swap(runner: QueryRunner, away: string, put: string): Promise<void> {
  if (isServer(runner)) {
    await runner.query(`RENAME TABLE audit_events TO ${away}, ${put} TO audit_events`);
    return;
  }
  await runner.query(`ALTER TABLE audit_events RENAME TO ${away}`);
  await runner.query(`ALTER TABLE ${put} RENAME TO audit_events`);
}

/** Names of indexes belong to the whole of a SQLite database. */
async function freeIndexNames(runner: QueryRunner): Promise<void> {
  if (isServer(runner)) return;
  for (const { name } of INDICES) await runner.query(`DROP INDEX IF EXISTS ${name}`);
}

/**
 * Puts the events into chains. The events that are there stay as they are, in a table of their own,
 * until a server, which has the key, carries them into a chain; so this takes no time however many
 * they are, and instances of the version before go on writing.
 */
export class ChainAuditEvents1760000000180 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn('audit_events', 'chain'))) {
      await freeIndexNames(runner);
      await createChained(runner);
      await swap(runner, BEFORE, NEXT);
    }
    await createPortableTable(runner, {
      name: 'audit_outbox',
      columns: [
        { name: 'id', type: 'varchar', length: '36', isPrimary: true },
        ...COLUMNS,
        { name: 'mac', type: 'varchar', length: '52' },
      ],
      indices: [{ name: 'audit_outbox_at', columnNames: ['at'] }],
    });
    await createPortableTable(runner, {
      name: 'audit_chains',
      columns: [
        { name: 'id', type: 'varchar', length: '22', isPrimary: true },
        { name: 'begun_at', type: 'bigint' },
        { name: 'seen_at', type: 'bigint' },
        { name: 'head', type: 'bigint' },
        { name: 'mac', type: 'varchar', length: '52' },
        { name: 'ended', type: 'varchar', length: '16', isNullable: true },
        { name: 'swept', type: 'bigint' },
        { name: 'swept_mac', type: 'varchar', length: '52' },
        { name: 'stub', type: 'varchar', length: '52' },
      ],
      indices: [{ name: 'audit_chains_seen_at', columnNames: ['seen_at'] }],
    });
    await createPortableTable(runner, {
      name: 'audit_checkpoints',
      columns: [
        { name: 'process', type: 'varchar', length: '22', isPrimary: true },
        { name: 'seq', type: 'bigint', isPrimary: true },
        { name: 'at', type: 'bigint' },
        { name: 'heads', type: 'text' },
        { name: 'mac', type: 'varchar', length: '52' },
      ],
      indices: [{ name: 'audit_checkpoints_at', columnNames: ['at'] }],
    });
  }

  async down(runner: QueryRunner): Promise<void> {
    await freeIndexNames(runner);
    await createPortableTable(runner, {
      name: NEXT,
      columns: [{ name: 'id', type: 'varchar', length: '36', isPrimary: true }, ...COLUMNS],
      indices: INDICES,
    });
    const names = ['id', ...COLUMNS.map(({ name }) => name)].join(', ');
    for (const table of [BEFORE, 'audit_outbox', 'audit_events']) {
      await runner.query(
        `INSERT INTO ${NEXT} (${names}) SELECT ${names} FROM ${table}
         WHERE id NOT IN (SELECT id FROM ${NEXT})`,
      );
    }
    await swap(runner, 'audit_events_chained', NEXT);
    for (const table of ['audit_events_chained', BEFORE, 'audit_outbox']) {
      await runner.dropTable(table, true);
    }
    await runner.dropTable('audit_checkpoints', true);
    await runner.dropTable('audit_chains', true);
  }
}
