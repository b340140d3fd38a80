import type { AccountAnswer, ProvidersAnswer, SessionsAnswer } from '../api/openapi.js';
import { systemClock } from '../clock/clock.js';
import { LOGIN_ROUTES } from '../contracts/contract.js';
import { createRefresher } from '../refresh/refresher.js';
import { createSchedule } from '../refresh/schedule.js';
import { createSignIn } from '../sign-in/sign-in.js';
import { createSessionStore } from '../state/session-state.js';
import { createHeldToken } from '../storage/refresh-token-storage.js';
import { createChannel } from '../tabs/channel.js';
import { hearing } from '../tabs/hearing.js';
import { createTurns } from '../tabs/turns.js';
import { persist } from '../transport/persist.js';
import { type Call, createTransport } from '../transport/transport.js';
import { createAuthorizedFetch, trustedOrigins } from './authorized-fetch.js';
import type { Client } from './client.js';
import { createEntrance } from './entrance.js';
import { createLogout } from './logout.js';
import type { ClientOptions } from './options.js';

const TIMEOUT = 10_000;

/** Makes no request and reads no storage until something is asked of it; works on a server as well. */
export function createClient(options: ClientOptions): Client {
  const { contract = 'bearer-cookie', storage, timeout = TIMEOUT, clock = systemClock } = options;
  const base = options.baseUrl.replace(/\/+$/, '');
  const name = `portcullis:${base}`;
  const { byCookie = false } = LOGIN_ROUTES[contract];
  const fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init));
  // Tabs share what a cookie or a storage holds, and nothing that is in the memory of one of them.
  const isShared = 'location' in globalThis && (byCookie || storage !== undefined);

  const send = createTransport(base, fetch, timeout);
  const held = createHeldToken(name, storage);
  const turns = createTurns(name, isShared);
  const store = createSessionStore((token) => {
    schedule.renewed(token);
  });
  const channel = createChannel(name, isShared, hearing(store, clock));
  const holdsBody = storage !== undefined || !byCookie;
  const entrance = createEntrance({ send, store, held, channel, clock, contract, holdsBody });
  const { accept } = entrance;
  const renew = createRefresher({ send, store, held, turns, channel, clock, accept });
  const token = async (): Promise<string | undefined> =>
    (store.usableToken(clock()) ?? (await renew(store.token()?.value)))?.value;
  const schedule = createSchedule(clock, () => renew(store.token()?.value));
  const signIn = createSignIn(name, send);
  const trusted = trustedOrigins(base, options.allowedOrigins);
  const authorizedFetch = createAuthorizedFetch({ base, trusted, fetch, token, renew });
  const sendAuthorized = createTransport(base, authorizedFetch, timeout);
  /** In the name of the person; all that is asked so may be repeated without harm. */
  const call = async (asked: Call): Promise<unknown> => {
    // A refresh that fails has been repeated by itself.
    await token();
    return (await persist(() => sendAuthorized(asked))).body;
  };

  return {
    register: (account) => turns(() => entrance.register(account)),
    login: (credentials) => turns(() => entrance.login(credentials)),
    mfa: (proof) => turns(() => entrance.mfa(proof)),
    async providers() {
      const { body } = await send({ method: 'GET', path: '/api/v1/auth/providers' });
      return (body as ProvidersAnswer).providers;
    },
    loginWith: (provider, where = {}) => signIn.begin(provider, where),
    completeLogin: (address) =>
      turns(async () => {
        const answer = await signIn.complete(address);
        return answer && (await accept(answer)).session;
      }),
    logout: createLogout({ send, store, held, turns, channel }),
    me: async () => (await call({ method: 'GET', path: '/api/v1/auth/me' })) as AccountAnswer,
    async sessions(page = {}) {
      const query = new URLSearchParams(page as Readonly<Record<string, string>>);
      const path = `/api/v1/auth/sessions?${query.toString()}`;
      return (await call({ method: 'GET', path })) as SessionsAnswer;
    },
    async endSession(id) {
      const path = `/api/v1/auth/sessions/${encodeURIComponent(id)}`;
      await call({ method: 'DELETE', path });
    },
    fetch: authorizedFetch,
    getAccessToken: token,
    getState: store.state,
    onChange: store.onChange,
    close() {
      schedule.close();
      channel.close();
    },
  };
}
