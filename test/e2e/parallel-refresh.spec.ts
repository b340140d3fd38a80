import { sharedDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { type Door, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { decode } from './harness/jwt.js';
import { useProcesses } from './harness/processes.js';
import { login, refreshByBody, refreshByCookie } from './harness/sessions.js';

const PARALLEL = 32;
const ROUNDS = 20;

/** Presents one token at every door at once; the one successor they all got. */
async function refreshEverywhere(doors: readonly Door[], token: string): Promise<string> {
  const answers = await Promise.all(
    Array.from({ length: PARALLEL }, (_, index) => {
      const door = doors[index % doors.length];
      if (!door) throw new Error('no door');
      const present = Math.floor(index / doors.length) % 2 === 0 ? refreshByBody : refreshByCookie;
      return present(door, token);
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(PARALLEL).fill(200));
  const successors = new Set(
    answers.map((answer) =>
      answer.cookies.length > 0 ? answer.cookie('refresh_token') : answer.string('refreshToken'),
    ),
  );
  expect(successors.size).toBe(1);
  return [...successors][0] ?? '';
}

async function refreshInRounds(...doors: readonly [Door, ...Door[]]): Promise<void> {
  const account = await register(doors[0], newAccount('parallel'));
  let { refreshToken: token } = await login(doors[0], 'token-pair', account);
  for (let round = 1; round <= ROUNDS; round += 1) {
    token = await refreshEverywhere(doors, token);
    expect(decode(token).claims.gen).toBe(round);
  }
  expect((await refreshByBody(doors[0], token)).status).toBe(200);
}

onEachDatabase('many refreshes at once with one token', (database) => {
  const server = useServer(database);

  it('get one and the same successor, and the session goes on', () => refreshInRounds(server()));
});

whereThereIs(
  sharedDatabases(),
  'many refreshes at once, at two processes that share $dialect',
  (database) => {
    const processes = useProcesses(database);

    it('get one and the same successor, and the session goes on', async () => {
      const { start } = processes();
      await refreshInRounds(...(await Promise.all([start(), start()])));
    });
  },
);
