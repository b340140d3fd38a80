import { AppConfig } from '../../src/config/app-config.js';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Logger } from '@nestjs/common';
import { type DataSource, MigrationExecutor } from 'typeorm';
import {
  createDataSource,
  databaseOptions,
  migrate,
  openDatabase,
} from '../../src/database/data-source.js';
import { migrations } from '../../src/database/migrations/index.js';
import { sharedDatabases, testDatabases, type ThrowAwayDatabase } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';

const LOADER = join(__dirname, '../run-typescript.cjs');
const PROCESS = join(__dirname, 'migrating-process.ts');

/** Defaults by which an instance of the version before goes on writing; no entity relies on them. */
const FOR_THE_VERSION_BEFORE: ReadonlySet<string> = new Set([
  'ALTER TABLE `audit_events` CHANGE `chain` `chain` varchar(22) NOT NULL',
  'ALTER TABLE `audit_events` CHANGE `seq` `seq` bigint NOT NULL',
]);

type EntityClass = new () => object;

/** What is declared under `src`, whatever module it belongs to. */
async function everyEntity(): Promise<EntityClass[]> {
  const root = join(__dirname, '../../src');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
  const modules = files
    .filter((file) => file.endsWith('.entity.ts'))
    .map((file): Promise<Record<string, EntityClass>> => import(join(root, file)));
  return (await Promise.all(modules)).flatMap((exported) =>
    Object.values(exported).filter((each): each is EntityClass => typeof each === 'function'),
  );
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

whereThereIs(sharedDatabases(), 'migrations of several instances on $dialect', (kind) => {
  let database: ThrowAwayDatabase;
  let dataSource: DataSource;

  beforeEach(async () => {
    database = await kind.create();
    dataSource = await openDatabase(databaseOptions(new AppConfig({ databaseUrl: database.url })));
    await dataSource.query('DELETE FROM migrations');
  });

  afterEach(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const holdUntil = (time: string): Promise<unknown> =>
    dataSource.query(`UPDATE migration_lease SET holder = 'another', held_until = ${time}`);
  const pending = async (): Promise<number> =>
    (await new MigrationExecutor(dataSource).getPendingMigrations()).length;

  it('wait for the one that migrates', async () => {
    await holdUntil('9000000000000');
    const migrated = migrate(dataSource);
    await pause(500);
    expect(await pending()).toBe(migrations.length);
    await holdUntil('0');
    await migrated;
    expect(await pending()).toBe(0);
  });

  it('take over from one that died in the middle', async () => {
    await holdUntil('UNIX_TIMESTAMP() * 1000 - 1000');
    await migrate(dataSource);
    expect(await pending()).toBe(0);
    expect(await dataSource.query('SELECT holder, held_until FROM migration_lease')).toEqual([
      { holder: '', held_until: 0 },
    ]);
  });

  it('wait for nothing where there is nothing to do', async () => {
    await migrate(dataSource);
    await holdUntil('9000000000000');
    await migrate(dataSource);
  });
});

describe.each(testDatabases())('migrations on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  const options = () => databaseOptions(new AppConfig({ databaseUrl: database.url }));

  beforeEach(async () => {
    database = await create();
  });

  afterEach(async () => {
    await database.drop();
  });

  it('let five instances start at once on an empty database', async () => {
    const instances = await Promise.all(Array.from({ length: 5 }, () => openDatabase(options())));
    for (const instance of instances) {
      const executed = await new MigrationExecutor(instance).getExecutedMigrations();
      expect(executed.map(({ name }) => name).toSorted()).toEqual(
        migrations.map(({ name }) => name).toSorted(),
      );
    }
    await Promise.all(instances.map((instance) => instance.destroy()));
  });

  it('let five processes start at once on an empty database', async () => {
    const instances = Array.from({ length: 5 }, () =>
      promisify(execFile)(process.execPath, ['-r', LOADER, PROCESS, database.url]),
    );
    const output = await Promise.all(instances);
    const executed = output.flatMap(({ stdout }) => stdout.match(/Executed \w+/g) ?? []);
    expect(executed).toHaveLength(migrations.length);
  });

  it('leave a schema that the entities agree with', async () => {
    const dataSource = await openDatabase({ ...options(), entities: await everyEntity() });
    const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
    const asked = upQueries.map(({ query }) => query);
    expect(asked.filter((query) => !FOR_THE_VERSION_BEFORE.has(query))).toEqual([]);
    await dataSource.destroy();
  });

  it('start again where a killed one left its tables without its entry', async () => {
    const dataSource = await openDatabase(options());
    await dataSource.query('DELETE FROM migrations');
    await migrate(dataSource);
    expect(await new MigrationExecutor(dataSource).getPendingMigrations()).toEqual([]);
    await dataSource.destroy();
  });

  it('can be taken back', async () => {
    const dataSource = await openDatabase({ ...options(), entities: await everyEntity() });
    expect(dataSource.entityMetadatas.length).toBeGreaterThan(5);
    while ((await new MigrationExecutor(dataSource).getExecutedMigrations()).length > 0) {
      await dataSource.undoLastMigration();
    }
    const runner = dataSource.createQueryRunner();
    for (const { tableName } of dataSource.entityMetadatas) {
      expect(await runner.hasTable(tableName)).toBe(false);
    }
    await runner.release();
    await dataSource.destroy();
  });

  it('do not run when a data source is merely created', () => {
    expect(createDataSource(options()).isInitialized).toBe(false);
  });
});
