import { ConnectionLock, type Leave, PATIENCE, unlessBusy } from './connection-lock.js';

/** Who has the one connection to SQLite, and when. */
export class ConnectionTurns {
  private readonly connection = new ConnectionLock();
  /** Who may attempt to write: one at a time waits for another process, and the rest for that one. */
  private readonly writers = new ConnectionLock();

  get busy(): boolean {
    return this.connection.busy;
  }

  get waiting(): number {
    return this.connection.waiting + this.writers.waiting;
  }

  /** Runs what need not be the only one to write; others have the connection between two attempts. */
  read<T>(work: () => Promise<T>): Promise<T> {
    return unlessBusy(async () => {
      const leave = await this.connection.enter();
      try {
        return await work();
      } finally {
        leave();
      }
    });
  }

  /**
   * Begins what writes, again while another process holds the database, and keeps the connection
   * until `leave` is called, or it fails. While it waits for that process, others may read.
   * @throws AuthError OVERLOADED when that takes too long.
   */
  async write<T>(begin: (leave: Leave) => Promise<T>): Promise<T> {
    const giveUpAt = performance.now() + PATIENCE;
    const leaveWriters = await this.writers.enter();
    try {
      return await unlessBusy(async () => {
        const leave = await this.connection.enter();
        try {
          return await begin(leave);
        } catch (error) {
          leave();
          throw error;
        }
      }, giveUpAt - performance.now());
    } finally {
      leaveWriters();
    }
  }
}
