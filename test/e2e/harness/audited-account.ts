import { type LoggedIn, person, personWithRole } from './administration.js';
import type { Answer } from './answer.js';
import { ROUTES } from './routes.js';
import { bearer } from './sessions.js';
import type { TestServer } from './test-server.js';

export const FIREFOX =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0';

/** An event as the API shows it. */
export interface ShownEvent {
  readonly type: string;
  readonly userId: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface AuditedAccount {
  readonly auditor: () => LoggedIn;
  readonly watched: () => LoggedIn;
  /** Asks as the auditor, unless another token is given. */
  readonly get: (path: string, token?: string) => Promise<Answer>;
  /** What the trail shows for a query. */
  readonly read: (query: string) => Promise<readonly ShownEvent[]>;
  /** Of the watched account. */
  readonly failedLogin: (headers?: Readonly<Record<string, string>>) => Promise<void>;
}

/** A new account for each test, and an auditor who reads what happens at it. */
export function useAuditedAccount(server: () => TestServer): AuditedAccount {
  let auditor: LoggedIn;
  let watched: LoggedIn;

  beforeAll(async () => {
    auditor = await personWithRole(server(), 'auditor');
  });

  beforeEach(async () => {
    watched = await person(server(), 'watched');
  });

  const get = (path: string, token = auditor.token): Promise<Answer> =>
    server().get(path, bearer(token));

  return {
    auditor: () => auditor,
    watched: () => watched,
    get,
    read: async (query) => {
      const answer = await get(`${ROUTES.audit}?${query}`);
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.value('events') as readonly ShownEvent[];
    },
    failedLogin: async (headers = {}) => {
      const json = { username: watched.account.username, password: 'not the right one' };
      await server().send({ path: ROUTES.token, json, headers });
    },
  };
}
