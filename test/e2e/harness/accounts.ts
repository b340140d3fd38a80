import type { Answer } from './answer.js';
import type { HttpRequest } from './http-client.js';
import { ROUTES } from './routes.js';

export interface Account {
  readonly username: string;
  readonly password: string;
  readonly email: string;
  readonly displayName?: string;
}

/** Whatever takes requests: a server in this process or another. */
export interface Door {
  send(request: HttpRequest): Promise<Answer>;
}

let accounts = 0;

/** An account nobody has yet; the password is unique too, so that a log can be searched for it. */
export function newAccount(name = 'user'): Account {
  accounts += 1;
  const username = `${name}${accounts}`;
  return {
    username,
    password: `correct-horse-${username}-battery`,
    email: `${username}@example.com`,
    displayName: `Display of ${username}`,
  };
}

export async function register(server: Door, account: Account = newAccount()): Promise<Account> {
  const answer = await server.send({ path: ROUTES.register, json: account });
  if (answer.status !== 201) throw new Error(`registration failed: ${answer.text}`);
  return account;
}

export const credentialsOf = ({
  username,
  password,
}: Account): Pick<Account, 'username' | 'password'> => ({ username, password });
