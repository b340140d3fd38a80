import { testDatabases } from '../databases.js';
import type { Answer } from './harness/answer.js';
import { eventually } from './harness/eventually.js';
import { useProcesses } from './harness/processes.js';
import { ROUTES } from './harness/routes.js';
import type { SpawnedServer } from './harness/spawned-server.js';

const [sqlite] = testDatabases();
if (sqlite === undefined) throw new Error('no database');

describe('the settings of limits', () => {
  const processes = useProcesses(sqlite);

  const failedLogin = (server: SpawnedServer, address: string, n: number): Promise<Answer> =>
    server.send({
      path: ROUTES.token,
      headers: { 'x-forwarded-for': address },
      json: { username: `nobody${n}`, password: 'wrong' },
    });

  async function failures(server: SpawnedServer, address: string): Promise<number> {
    for (let n = 0; n < 20; n += 1) {
      if ((await failedLogin(server, address, n)).status === 429) return n;
    }
    return Infinity;
  }

  it('are obeyed, and told in one line at boot', async () => {
    const server = await processes().start({
      TRUST_PROXY: '127.0.0.1',
      LIMIT_FAILED_LOGINS: '3',
      LIMIT_TRUSTED_NETWORKS: '192.0.2.0/24',
      LIMIT_TRUSTED_FACTOR: '2',
    });
    expect(await failures(server, '198.51.100.1')).toBe(3);
    expect(await failures(server, '192.0.2.1')).toBe(6);
    await eventually(async () => server.log.includes('Allowed from one network'));
    expect(server.log.match(/Allowed from one network: .*/g)).toEqual([
      expect.stringContaining(
        '3 failed logins, 100 registrations, 60 taken names, 300 failed exchanges, ' +
          '1000 sign-in starts, 100 mails asked for, 300 bad links an hour; 600 unknown challenges, 600 bad refresh tokens, 6000 bad access tokens, ' +
          '100 wrong secrets of services a minute; 2 times as much from 192.0.2.0/24',
      ),
    ]);
  });

  it('are told to be off', async () => {
    const server = await processes().start({ RATE_LIMITS: 'off' });
    const said = 'Attempts are not limited (RATE_LIMITS=off)';
    await eventually(async () => server.log.includes(said));
  });
});
