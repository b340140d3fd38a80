import { AppConfig } from '../../../src/config/app-config.js';
import type { DataSource, QueryRunner } from 'typeorm';
import { createDataSource, databaseOptions } from '../../../src/database/data-source.js';
import {
  withDeadline,
  DeadlineMysqlQueryRunner,
} from '../../../src/database/mysql/deadline-mysql-query-runner.js';
import { sharedDatabases } from '../../databases.js';
import { whereThereIs } from '../../where-there-is.js';
import { type StallableProxy, stallableProxy } from './stallable-proxy.js';

const OVERLOADED = { fault: { code: 'OVERLOADED' } };
const POOL_SIZE = 10;
const CONNECTION = 'SELECT CONNECTION_ID() AS id';

describe('a deadline', () => {
  it('lets pass what comes in time, be it a failure', async () => {
    const abandon = jest.fn();
    await expect(withDeadline(Promise.resolve(1), 1000, abandon)).resolves.toBe(1);
    await expect(withDeadline(Promise.reject(new Error('no')), 1000, abandon)).rejects.toThrow(
      'no',
    );
    expect(abandon).not.toHaveBeenCalled();
  });

  it('abandons what does not come', async () => {
    const abandon = jest.fn();
    const never = new Promise(() => undefined);
    await expect(withDeadline(never, 10, abandon)).rejects.toMatchObject(OVERLOADED);
    expect(abandon).toHaveBeenCalledTimes(1);
  });
});

whereThereIs(sharedDatabases(), 'a $dialect server that hangs', ({ create }) => {
  let proxy: StallableProxy;
  let database: Awaited<ReturnType<typeof create>>;

  let dataSource: DataSource;

  const connectThroughProxy = async () => {
    const url = new URL(database.url);
    url.host = `127.0.0.1:${proxy.port}`;
    return createDataSource(databaseOptions(new AppConfig({ databaseUrl: url.href }))).initialize();
  };

  const impatient = (runner: QueryRunner): QueryRunner => {
    if (!(runner instanceof DeadlineMysqlQueryRunner)) throw new TypeError('No deadline');
    runner.deadline = 200;
    return runner;
  };

  beforeEach(async () => {
    database = await create();
    const { hostname, port } = new URL(database.url);
    proxy = await stallableProxy(hostname, Number(port));
    dataSource = await connectThroughProxy();
  });

  afterEach(async () => {
    proxy.close();
    await dataSource.destroy();
    await database.drop();
  });

  it('fails the statement in time, and its connection is not used again', async () => {
    const runner = impatient(dataSource.createQueryRunner());
    const [used] = (await runner.query(CONNECTION)) as unknown[];
    await runner.startTransaction();
    proxy.stall();
    await expect(runner.query('SELECT 1')).rejects.toMatchObject(OVERLOADED);
    await expect(runner.rollbackTransaction()).rejects.toThrow(/closed/);
    await runner.release();
    const [fresh] = await dataSource.query<unknown[]>(CONNECTION);
    expect(fresh).not.toEqual(used);
  });

  it('lets no caller wait for a connection without end, nor loses the one it waited for', async () => {
    const holders = Array.from({ length: POOL_SIZE }, () => dataSource.createQueryRunner());
    await Promise.all(holders.map((holder) => holder.query('SELECT 1')));
    const late = impatient(dataSource.createQueryRunner());
    await expect(late.query('SELECT 1')).rejects.toMatchObject(OVERLOADED);
    await late.release();
    await Promise.all(holders.map((holder) => holder.release()));
    const next = Array.from({ length: POOL_SIZE }, () => dataSource.createQueryRunner());
    await Promise.all(next.map((holder) => holder.query('SELECT 1')));
    await Promise.all(next.map((holder) => holder.release()));
  });
});
