import type { LoginRequest, RegistrationRequest } from '../api/openapi.js';
import type { Clock } from '../clock/clock.js';
import { acceptOf, type Contract, LOGIN_ROUTES } from '../contracts/contract.js';
import { readTokens } from '../contracts/read-tokens.js';
import type { SessionStore } from '../state/session-state.js';
import type { HeldToken } from '../storage/refresh-token-storage.js';
import type { Channel } from '../tabs/channel.js';
import { type AccessToken, readAccessToken, type Session } from '../tokens/access-token.js';
import type { Answer, Send } from '../transport/transport.js';
import type { FactorProof } from './factor-proof.js';

interface Parts {
  readonly send: Send;
  readonly store: SessionStore;
  readonly held: HeldToken;
  readonly channel: Channel;
  readonly clock: Clock;
  readonly contract: Contract;
  /** Whether the refresh token in a body is kept, and not left to a cookie. */
  readonly holdsBody: boolean;
}

export interface Entrance {
  readonly register: (account: RegistrationRequest) => Promise<Session>;
  readonly login: (credentials: LoginRequest) => Promise<Session>;
  readonly mfa: (proof: FactorProof) => Promise<Session>;
  /** The tokens of an answer are this client's from now on, and the other tabs'. */
  readonly accept: (answer: Answer) => Promise<AccessToken>;
}

export function createEntrance(parts: Parts): Entrance {
  const { send, store, held, channel, clock, contract, holdsBody } = parts;

  async function accept(answer: Answer, holds = holdsBody): Promise<AccessToken> {
    const { accessToken = '', refreshToken, refreshCookie } = readTokens(answer);
    const token = readAccessToken(accessToken, clock());
    // A cookie that can be read is kept by no browser; what was sent in a body is answered in one.
    const isHeld = holds || refreshCookie !== undefined || (await held.read()) !== null;
    await held.write(isHeld ? (refreshToken ?? refreshCookie ?? null) : null);
    store.signIn(token);
    channel.tell({ kind: 'token', token });
    return token;
  }

  async function login(credentials: LoginRequest): Promise<Session> {
    const { path } = LOGIN_ROUTES[contract];
    const { username, password } = credentials;
    const answer = await send({ path, accept: acceptOf(contract), body: { username, password } });
    return (await accept(answer)).session;
  }

  /** Answered in the contract of the login. */
  async function mfa(body: FactorProof): Promise<Session> {
    return (await accept(await send({ path: '/api/v1/auth/mfa', body }))).session;
  }

  /** A logout would also expire the cookies of the session that is meant to stay. */
  async function end(bearer: string): Promise<void> {
    const { sessionId } = readAccessToken(bearer, clock()).session;
    await send({ method: 'DELETE', path: `/api/v1/auth/sessions/${sessionId}`, bearer });
  }

  return {
    login,
    mfa,
    accept: (answer) => accept(answer),

    async register(account) {
      const answer = await send({ path: '/api/v1/auth/register', body: account });
      if (holdsBody) return (await accept(answer)).session;
      // A registration sets no cookie: its session would end with the page.
      try {
        const session = await login(account);
        await end(readTokens(answer).accessToken ?? '').catch(() => undefined);
        return session;
      } catch {
        return (await accept(answer, true)).session;
      }
    },
  };
}
