import { type Account, type Door, newAccount } from './accounts.js';
import type { Answer } from './answer.js';
import { ROUTES } from './routes.js';
import { refreshByBody, requestLogin } from './sessions.js';

/** A session by the newest refresh token that its client was answered. */
interface OpenSession {
  token: string;
}

const REFRESHES = 5;

/** Everything a server acknowledged, which it must know for ever. */
export class Ledger {
  readonly accounts: Account[] = [];
  readonly sessions: OpenSession[] = [];
  acknowledged = 0;

  /** One client: registers, logs in, refreshes a few times, again and again until the server dies. */
  async keepBusy(server: Door, onAcknowledged: () => void): Promise<void> {
    const acknowledge = (answer: Answer, status: number): void => {
      if (answer.status !== status) throw new Error(`${answer.status} ${answer.text}`);
      this.acknowledged += 1;
      onAcknowledged();
    };
    for (;;) {
      const account = newAccount('durable');
      const registered = await server.send({ path: ROUTES.register, json: account });
      this.accounts.push(account);
      acknowledge(registered, 201);

      const loggedIn = await requestLogin(server, 'token-pair', account);
      const session = { token: loggedIn.string('refreshToken') };
      this.sessions.push(session, { token: registered.string('data', 'refreshToken') });
      acknowledge(loggedIn, 200);

      for (let count = 0; count < REFRESHES; count += 1) {
        const refreshed = await refreshByBody(server, session.token);
        session.token = refreshed.string('refreshToken');
        acknowledge(refreshed, 200);
      }
    }
  }

  /** What the server answers to everything it once acknowledged. */
  async audit(server: Door): Promise<readonly number[]> {
    const statuses: number[] = [];
    for (const account of this.accounts.splice(0)) {
      statuses.push((await requestLogin(server, 'token-pair', account)).status);
    }
    for (const { token } of this.sessions.splice(0)) {
      statuses.push((await refreshByBody(server, token)).status);
    }
    return statuses;
  }
}
