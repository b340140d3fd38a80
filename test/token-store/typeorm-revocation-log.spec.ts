import type { Revocation, RevocationReason } from '../../src/token-store/revocation-log.js';
import { TypeOrmRevocationLog } from '../../src/token-store/typeorm-revocation-log.js';
import { TypeOrmTokenStore } from '../../src/token-store/typeorm-token-store.js';
import { connect, type Connection } from '../database/connect.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';
import { openSession } from './open-session.js';

const NOW = 1_760_000_000_123;

const ending = (
  subject: string,
  reason: RevocationReason = 'logout',
  revokedAt = NOW,
): Revocation => ({ kind: 'session', subject, reason, revokedAt });

describe.each(testDatabases())('the log of revocations on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;
  /** Another instance of the server. */
  let two: Connection;
  let log: TypeOrmRevocationLog;

  const open = async (...ids: readonly string[]) => {
    for (const id of ids) await openSession(one, id);
  };
  /** Everything that is in the log, chain by chain. */
  const read = async () => {
    const chains = [...(await log.heads())];
    return Promise.all(chains.map(([chain, head]) => log.read({ chain, seq: 0 }, head, 10_000)));
  };
  const subjects = async () =>
    (await read()).map((chain) => chain.map(({ seq, subject }) => `${seq} ${subject}`));

  beforeEach(async () => {
    database = await create();
    one = await connect(database.url);
    two = await connect(database.url);
    log = new TypeOrmRevocationLog(one.session, one.unitOfWork);
  });

  afterEach(async () => {
    await log.onApplicationShutdown();
    await one.dataSource.destroy();
    await two.dataSource.destroy();
    await database.drop();
  });

  it('ends a session once, and keeps the first reason', async () => {
    await open('a');
    expect(await log.append([ending('a', 'reuse')])).toEqual([true]);
    expect(await log.append([ending('a'), ending('never-was')])).toEqual([false, false]);
    const session = await new TypeOrmTokenStore(one.session).find('a');
    expect(session).toMatchObject({ revokedAt: NOW, revokedReason: 'reuse' });
    expect(await read()).toEqual([
      [{ ...ending('a', 'reuse'), chain: expect.any(String), seq: 1 }],
    ]);
  });

  it('writes down what is no session each time', async () => {
    const disabled = { kind: 'user', subject: 'ana', reason: 'user-disabled' } as const;
    await log.append([{ ...disabled, revokedAt: NOW }]);
    await log.append([{ ...disabled, revokedAt: NOW + 1 }]);
    expect(await subjects()).toEqual([['1 ana', '2 ana']]);
  });

  it('numbers what a process writes without holes, however many write at once', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => `s${n}`);
    await open(...ids);
    const both = [log, new TypeOrmRevocationLog(two.session, two.unitOfWork)];
    const outcomes = await Promise.all(
      ids.flatMap((id) => both.map((each) => each.append([ending(id)]))),
    );
    expect(outcomes.flat().filter(Boolean)).toHaveLength(ids.length);
    const chains = await read();
    for (const chain of chains) {
      expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, index) => index + 1));
    }
    const logged = chains.flat().map(({ subject }) => subject);
    expect(logged.toSorted()).toEqual(ids.toSorted());
  });

  it('ends nothing and writes nothing when a transaction fails, and begins another chain', async () => {
    await open('a', 'b', 'c');
    await log.append([ending('a')]);
    const failing = jest.spyOn(one.unitOfWork, 'run').mockImplementationOnce(async (work) => {
      await one.session.transaction(async () => {
        await work();
        throw new Error('connection lost');
      });
      throw new Error('not reached');
    });
    await expect(log.append([ending('b')])).rejects.toThrow('connection lost');
    failing.mockRestore();
    expect((await new TypeOrmTokenStore(one.session).find('b'))?.revokedAt).toBeNull();
    await log.append([ending('b'), ending('c')]);
    expect((await subjects()).toSorted()).toEqual([['1 a'], ['1 b', '2 c']]);
  });

  it('begins another chain when its own was swept, or is that of a backup', async () => {
    await open('a', 'b', 'c');
    await log.append([ending('a')]);
    await one.session.execute('DELETE FROM revocation_chains', []);
    await log.append([ending('b')]);
    expect(await subjects()).toEqual([['1 b']]);
    await one.session.execute('UPDATE revocation_chains SET head = 0', []);
    await log.append([ending('c')]);
    expect((await subjects()).toSorted()).toEqual([['1 c'], []].toSorted());
  });

  it('joins a unit of work, and takes its numbers back with it', async () => {
    await open('a', 'b', 'c', 'd');
    await log.append([ending('a')]);
    const within = (id: string, fail: boolean) =>
      one.unitOfWork.run(async () => {
        const ended = await log.append([ending(id), ending('never-was')]);
        if (fail) throw new Error('changed its mind');
        return ended;
      });
    expect(await within('b', false)).toEqual([true, false]);
    await expect(within('c', true)).rejects.toThrow('changed its mind');
    expect((await new TypeOrmTokenStore(one.session).find('c'))?.revokedAt).toBeNull();
    expect(await within('d', false)).toEqual([true, false]);
    expect((await subjects()).toSorted()).toEqual([['1 a'], ['1 b', '2 d']]);
    await one.session.execute('DELETE FROM revocation_chains', []);
    expect(await within('c', false)).toEqual([true, false]);
    expect(await subjects()).toEqual([['1 c']]);
  });

  it('numbers what several units of work write at once without holes', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `s${n}`);
    await open(...ids);
    await Promise.all(ids.map((id) => one.unitOfWork.run(() => log.append([ending(id)]))));
    const chains = await read();
    for (const chain of chains) {
      expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, index) => index + 1));
    }
    const logged = chains.flat().map(({ subject }) => subject);
    expect(logged.toSorted()).toEqual(ids.toSorted());
  });

  it('misses neither a transaction that is held open nor an instance whose clock is 60 s behind', async () => {
    await open('held', 'meanwhile', 'slow');
    const slowClock = new TypeOrmRevocationLog(two.session, two.unitOfWork);
    const seen = new Set<string>();
    const positions = new Map<string, number>();
    const poll = async () => {
      for (const [chain, head] of await log.heads()) {
        const seq = positions.get(chain) ?? 0;
        for (const { subject } of await log.read({ chain, seq }, head, 10_000)) seen.add(subject);
        positions.set(chain, head);
      }
    };
    // The first writer is held before its commit, while another writes, commits and is read.
    let release = () => undefined;
    const gate = new Promise<void>((resolve) => {
      release = () => {
        resolve();
        return undefined;
      };
    });
    const sqlite = one.dataSource.options.type === 'better-sqlite3';
    const original = one.unitOfWork.run.bind(one.unitOfWork);
    jest.spyOn(one.unitOfWork, 'run').mockImplementationOnce((work) =>
      original(async () => {
        const outcome = await work();
        if (!sqlite) await gate;
        return outcome;
      }),
    );
    const held = log.append([ending('held', 'logout', NOW)]);
    await slowClock.append([ending('slow', 'logout', NOW - 60_000)]);
    await poll();
    await slowClock.append([ending('meanwhile', 'logout', NOW + 60_000)]);
    await poll();
    release();
    await held;
    await poll();
    expect([...seen].toSorted()).toEqual(['held', 'meanwhile', 'slow']);
  });
});
