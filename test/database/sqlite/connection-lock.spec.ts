import { ConnectionLock } from '../../../src/database/sqlite/connection-lock.js';

const OVERLOADED = { fault: { code: 'OVERLOADED', retryAfter: 1 } };

describe('the lock on the connection to SQLite', () => {
  it('lets one in at a time, in the order of their coming', async () => {
    const lock = new ConnectionLock();
    const seen: string[] = [];
    const visit = async (name: string) => {
      const leave = await lock.enter();
      seen.push(`${name} in`);
      await Promise.resolve();
      seen.push(`${name} out`);
      leave();
    };
    await Promise.all(['a', 'b', 'c'].map(visit));
    expect(seen).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
  });

  it('does not let two in when somebody leaves twice', async () => {
    const lock = new ConnectionLock({ queueLimit: 2, deadline: 10 });
    const leave = await lock.enter();
    const second = lock.enter();
    const third = lock.enter();
    leave();
    leave();
    await second;
    await expect(third).rejects.toMatchObject(OVERLOADED);
  });

  it('refuses who would be one too many in the queue', async () => {
    const lock = new ConnectionLock({ queueLimit: 1, deadline: 1000 });
    const leave = await lock.enter();
    const waiting = lock.enter();
    await expect(lock.enter()).rejects.toMatchObject(OVERLOADED);
    leave();
    (await waiting)();
  });

  it('refuses who has waited too long, and passes over them afterwards', async () => {
    const lock = new ConnectionLock({ queueLimit: 10, deadline: 10 });
    const leave = await lock.enter();
    await expect(lock.enter()).rejects.toMatchObject(OVERLOADED);
    leave();
    (await lock.enter())();
  });
});
