import { setTimeout as delay } from 'node:timers/promises';
import mysql2, { type Pool, type PoolConnection, type PoolOptions } from 'mysql2';
import type { Host } from '../../config/host-list.js';
import type { Connections } from '../connection-use.js';
import { type Failure, failureOf } from '../failure.js';
import type { HostRotation } from './host-rotation.js';
import { prepareStatements, setUpSession } from './session.js';

/** Milliseconds between two tries where the server has no room for a connection. */
const CROWDED_PAUSE = 50;
/** Milliseconds; what waits for a connection has given up by then. */
const PATIENCE = 5000;

type Taken = (error: NodeJS.ErrnoException | null, connection?: PoolConnection) => void;

/** Connections that are set up before their first statement, and given up once their server is of no use. */
class SessionPool {
  /** Grows whenever a server turned out to be of no use; older connections lead to that one. */
  private generation = 0;
  private readonly made = new WeakMap<PoolConnection, number>();
  private readonly take: (taken: Taken) => void;

  constructor(
    private readonly pool: Pool,
    private readonly dialect: 'mysql' | 'mariadb',
    private readonly hosts: HostRotation,
  ) {
    this.take = pool.getConnection.bind(pool);
  }

  async acquire(): Promise<PoolConnection> {
    const giveUpAt = performance.now() + PATIENCE;
    for (let others = this.hosts.size - 1; ;) {
      const host = this.hosts.current;
      try {
        return await this.usable();
      } catch (error) {
        const failure = failureOf(error);
        if (performance.now() > giveUpAt) throw error;
        if (failure === 'crowded') {
          await delay(CROWDED_PAUSE);
        } else if (isOfNoUse(failure) && others > 0) {
          others -= 1;
          this.hosts.moveOnFrom(host);
        } else {
          throw error;
        }
      }
    }
  }

  private async usable(): Promise<PoolConnection> {
    for (;;) {
      const connection = await this.fromPool();
      const generation = this.made.get(connection);
      if (generation === this.generation) return connection;
      if (generation === undefined) return this.setUp(connection);
      connection.destroy();
    }
  }

  private fromPool(): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      this.take((error, connection) => {
        if (connection === undefined) reject(error ?? new Error('The pool has no connection'));
        else resolve(connection);
      });
    });
  }

  private async setUp(connection: PoolConnection): Promise<PoolConnection> {
    const { generation } = this;
    try {
      await setUpSession(connection, this.dialect, this.hosts.size > 1);
    } catch (error) {
      connection.destroy();
      throw error;
    }
    prepareStatements(connection, (error) => {
      this.retire(connection, generation, error);
    });
    this.made.set(connection, generation);
    return connection;
  }

  /**
   * After a failover the address leads to another server, and only new connections find it. One that
   * was lost says nothing of its server: where that is gone, the next connection does.
   */
  private retire(connection: PoolConnection, generation: number, error: unknown): void {
    const failure = failureOf(error);
    if (!isOfNoUse(failure)) return;
    connection.destroy();
    if (generation === this.generation) this.generation += 1;
    if (failure === 'another-host') this.hosts.moveOnFrom(hostOf(connection));
  }
}

const isOfNoUse = (failure: Failure): boolean => failure === 'another-host' || failure === 'lost';

const hostOf = ({ config: { host = '', port = 0 } }: PoolConnection): Host => ({
  host,
  port,
});

/** mysql2 has no other way to tell how many there are. */
interface Lists {
  readonly _allConnections: { readonly length: number };
  readonly _freeConnections: { readonly length: number };
  readonly _connectionQueue: { readonly length: number };
}

const hasLists = (pool: unknown): pool is Lists =>
  typeof pool === 'object' && pool !== null && '_allConnections' in pool;

export function pooledConnections(pool: unknown, most: number): Connections {
  if (!hasLists(pool)) return { most, open: 0, busy: 0, waiting: 0 };
  const open = pool._allConnections.length;
  const busy = open - pool._freeConnections.length;
  return { most, open, busy, waiting: pool._connectionQueue.length };
}

/** mysql2, as TypeORM calls it, with a pool of sessions that are set up. */
export function driverFor(dialect: 'mysql' | 'mariadb', hosts: HostRotation): object {
  return {
    ...mysql2,
    createPool(options: PoolOptions): Pool {
      const pool = mysql2.createPool({ ...options, stream: hosts.open });
      const sessions = new SessionPool(pool, dialect, hosts);
      const getConnection = (taken: Taken): void => {
        sessions.acquire().then(
          (connection) => {
            taken(null, connection);
          },
          (error: unknown) => {
            taken(error instanceof Error ? error : new Error(String(error)));
          },
        );
      };
      return Object.assign(pool, { getConnection });
    },
  };
}
